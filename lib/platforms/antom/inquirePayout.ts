import * as v from 'valibot'
import { result } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { noSuchObject } from '../no-such-object.ts'
import { askedPaymentState } from '../payment-states.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../schedules.ts'
import { notifyPayout } from './notifyPayout.ts'
import { payoutStates } from './payout-states.ts'

/**
 * How a payout of the Antom business account stands: its transferResult; result is about the call. The page names UNKNOWN
 * alone of its codes. Inferred are the others and when to ask, from the twin API of WorldFirst, and the path, which
 * Alipay's SDK writes in another way for the sisters of this API.
 */
export const inquirePayout = inquiryApi({
  name: 'inquirePayout',
  page: 'https://docs.antom.com/ac/aba/inquirepayout',
  evidence: 'inferred',
  kind: 'payout',
  settles: ['notifyPayout'],
  path: '/api/v1/aba/funds/inquirePayout',
  subject: ['payout', 'transferRequestId'],
  alsoAsks: [],
  schema: v.looseObject({ result, ...notifyPayout.schema.entries }),
  state: { moves: payoutStates, of: ({ transferResult }) => askedPaymentState(transferResult) },
  finals: ['SUCCESS', 'FAIL'],
  absent: { resultCodes: noSuchObject, alsoIn: 'transferResult', disbelievedMs: 2 * HOUR_MS },
  schedules: { online: { pauses: [[5 * MINUTE_MS, 2]], factor: 2, longestPauseMs: 6 * HOUR_MS } },
  askedForMs: 7 * DAY_MS,
  secretFields: notifyPayout.secretFields ?? [],
})
