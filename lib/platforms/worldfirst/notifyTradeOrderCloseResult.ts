import * as v from 'valibot'
import { optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'

/** A WorldTrade order was closed: settled, or refunded to the buyer. It has no amount. */
export const notifyTradeOrderCloseResult = notificationApi({
  name: 'notifyTradeOrderCloseResult',
  page: 'https://developers.worldfirst.com/docs/alipay-worldfirst/worldtrade_solution/notify_trade_order_result',
  when: { has: ['requestId', 'tradeId', 'isRefund'] },
  schema: v.looseObject({ requestId: text, tradeId: optionalText, isRefund: text }),
  subject: ['trade', 'requestId'],
  identity: ['requestId', 'tradeId'],
  state: { moves: { CLOSED: [] }, of: () => 'CLOSED' },
})
