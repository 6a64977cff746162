import type { OperatorProgram } from '../operator-command.ts'
import { openCommand } from './open.ts'
import { showCommand } from './show.ts'

export const journal: OperatorProgram = {
  name: 'journal',
  summary: 'look into the record of commands: what was begun, when, and what it came to',
  commands: [showCommand, openCommand],
}
