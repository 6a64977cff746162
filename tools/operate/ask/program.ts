import type { OperatorProgram } from '../operator-command.ts'
import { askCommand } from './ask.ts'

export const asking: OperatorProgram = {
  name: 'ask',
  summary: 'have Alipay asked how a payment or another object ended: one, or all that are open',
  isLocalByDefault: true,
  commands: [askCommand],
}
