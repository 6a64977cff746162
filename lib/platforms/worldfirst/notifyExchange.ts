import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { finalPaymentState, paymentStates } from '../payment-states.ts'

/** The page does not print the fields of a QuoteAmount. */
const quoteAmount = v.optional(v.union([amount, v.looseObject({})]))

const forwardInfo = v.optional(v.looseObject({}))

/** The result of an FX settlement. notifyBalanceChange reports it too, as CONVERSION. */
export const notifyExchange = notificationApi({
  name: 'notifyExchange',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_exchange',
  when: { has: ['exchangeRequestId', 'exchangeResult'] },
  schema: v.looseObject({
    exchangeResult: result,
    exchangeId: optionalText,
    exchangeRequestId: text,
    sell: quoteAmount,
    buy: quoteAmount,
    exchangeCreateTime: optionalText,
    exchangeFinishTime: optionalText,
    quote: v.optional(
      v.looseObject({ quoteId: optionalText, quoteCurrencyPair: optionalText, quotePrice: optionalText }),
    ),
    exchangeMode: optionalText,
    exchangeTradeType: optionalText,
    exchangeUnfundedInfo: forwardInfo,
    exchangeForwardInfo: forwardInfo,
  }),
  subject: ['exchange', 'exchangeRequestId'],
  identity: ['exchangeRequestId', 'exchangeResult.resultStatus'],
  state: { moves: paymentStates, of: ({ exchangeResult }) => finalPaymentState(exchangeResult) },
})
