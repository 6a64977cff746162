import * as v from 'valibot'
import { optionalText, result } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { knownState } from '../known-state.ts'
import { inquiryRefund } from './inquiryRefund.ts'
import { notifyDirectRefund } from './notifyDirectRefund.ts'
import { refundStates } from './refund-states.ts'

/**
 * How a direct refund of the Antom business account stands: its refundStatus, of which UNKNOWN is not final; result is
 * about the call. Inferred are the path, which Alipay's SDK writes in another way than the page, and how it says that it
 * knows no such refund.
 */
export const inquireDirectRefund = inquiryApi({
  name: 'inquireDirectRefund',
  page: 'https://docs.antom.com/ac/aba/inquiredirectrefund',
  evidence: 'inferred',
  kind: 'direct-refund',
  settles: ['notifyDirectRefund'],
  path: '/api/v1/aba/funds/inquireDirectRefund',
  subject: ['refund', 'refundRequestId'],
  alsoAsks: [],
  schema: v.looseObject({
    ...notifyDirectRefund.schema.entries,
    result,
    refundResultCode: optionalText,
    refundResultMessage: optionalText,
  }),
  state: {
    moves: refundStates,
    of: ({ refundStatus }) =>
      refundStatus === 'UNKNOWN' ? 'PROCESSING' : knownState(refundStates, refundStatus),
  },
  finals: inquiryRefund.finals,
  absent: inquiryRefund.absent,
  schedules: inquiryRefund.schedules,
  askedForMs: inquiryRefund.askedForMs,
})
