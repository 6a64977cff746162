import * as v from 'valibot'
import { CONTENT } from '../../content/naming.ts'
import { amount, optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'

/** What became of up to 100 trade orders that were submitted together, each with its own status. */
export const notifyTradeOrder = notificationApi({
  name: 'notifyTradeOrder',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_trade_order',
  when: { has: ['requestId', 'tradeOrderResults'] },
  schema: v.looseObject({
    requestId: text,
    tradeOrderResults: v.optional(
      v.array(
        v.looseObject({
          referenceOrderNo: optionalText,
          orderStatus: optionalText,
          orderType: optionalText,
          statusMessage: optionalText,
          transAmount: v.optional(amount),
          tradeAmount: v.optional(amount),
          remainAmount: v.optional(amount),
          errorCode: optionalText,
          errorMessage: optionalText,
        }),
      ),
    ),
  }),
  subject: ['trade-order', 'requestId'],
  identity: ['requestId', CONTENT],
})
