import { noSuchObject } from '../no-such-object.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../schedules.ts'
import { transferSecretFields } from './transfer-fields.ts'
import { type TransferResult, transferState, transferStates } from './transfer-states.ts'

/**
 * What the questions about payouts and transfers have in common: again after 5, 10, 20, 40, 80, 160 and 320 minutes, as
 * WorldFirst's samples order.
 */
export const askedTransfer = {
  subject: ['transfer', 'transferRequestId'],
  alsoAsks: [],
  state: {
    moves: transferStates,
    of: ({ transferResult }: { readonly transferResult: TransferResult }) => transferState(transferResult),
  },
  finals: ['SUCCESS', 'FAIL', 'REVERSED'],
  absent: { resultCodes: noSuchObject, alsoIn: 'transferResult', disbelievedMs: 2 * HOUR_MS },
  schedules: { online: { pauses: [[5 * MINUTE_MS, 2]], factor: 2, longestPauseMs: 6 * HOUR_MS } },
  askedForMs: 7 * DAY_MS,
  secretFields: transferSecretFields,
} as const
