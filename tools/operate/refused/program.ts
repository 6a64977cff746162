import type { OperatorProgram } from '../operator-command.ts'
import { acceptCommand } from './accept.ts'
import { listCommand } from './list.ts'

export const refused: OperatorProgram = {
  name: 'refused',
  summary: 'list, explain or accept the requests that were refused and kept',
  commands: [listCommand, acceptCommand],
}
