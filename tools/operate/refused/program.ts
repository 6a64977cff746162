import type { OperatorProgram } from '../operator-command.ts'
import { acceptCommand } from './accept.ts'
import { explainCommand } from './explain.ts'
import { listCommand } from './list.ts'

export const refused: OperatorProgram = {
  name: 'refused',
  summary: 'list, explain or accept what was refused and kept',
  commands: [listCommand, explainCommand, acceptCommand],
}
