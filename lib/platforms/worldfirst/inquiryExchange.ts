import * as v from 'valibot'
import { result } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { askedPaymentState, paymentStates } from '../payment-states.ts'
import { askedTransfer } from './asked-transfer.ts'
import { notifyExchange } from './notifyExchange.ts'

/**
 * How an FX settlement stands: its exchangeResult; result is about the call. The page does not print the codes: that S
 * with PROCESSING is not done yet, and how it says that it knows no such settlement, is inferred from inquiryTransfer.
 */
export const inquiryExchange = inquiryApi({
  name: 'inquiryExchange',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/inquiry_exchange',
  evidence: 'inferred',
  kind: 'exchange',
  settles: ['notifyExchange'],
  path: '/api/v1/business/fund/inquiryExchange',
  subject: ['exchange', 'exchangeRequestId'],
  alsoAsks: [],
  schema: v.looseObject({ result, ...notifyExchange.schema.entries }),
  state: { moves: paymentStates, of: ({ exchangeResult }) => askedPaymentState(exchangeResult) },
  finals: ['SUCCESS', 'FAIL'],
  absent: { ...askedTransfer.absent, alsoIn: 'exchangeResult' },
  schedules: askedTransfer.schedules,
  askedForMs: askedTransfer.askedForMs,
})
