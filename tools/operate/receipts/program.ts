import type { OperatorProgram } from '../operator-command.ts'
import { deadLettersCommand } from './dead-letters.ts'
import { eraseCommand } from './erase.ts'
import { recogniseCommand } from './recognise.ts'
import { redeliverCommand } from './redeliver.ts'
import { redriveCommand } from './redrive.ts'

export const receipts: OperatorProgram = {
  name: 'receipts',
  summary: 'publish, recognise, redrive or erase the receipts of notifications',
  commands: [redeliverCommand, recogniseCommand, deadLettersCommand, redriveCommand, eraseCommand],
}
