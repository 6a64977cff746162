import type { OperatorProgram } from '../operator-command.ts'
import { openCommand } from './open.ts'
import { showCommand } from './show.ts'

export const journal: OperatorProgram = { name: 'journal', commands: [showCommand, openCommand] }
