import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'
import { refundStates } from './refund-states.ts'

/** The result of a direct refund of the Antom business account. */
export const notifyDirectRefund = notificationApi({
  name: 'notifyDirectRefund',
  page: 'https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayDirectRefundNotify.java',
  when: { has: ['refundRequestId', 'refundStatus'], lacks: ['refundAmount'] },
  schema: v.looseObject({
    notifyType: optionalText,
    result: v.optional(result),
    refundStatus: text,
    refundRequestId: text,
    refundId: optionalText,
    paymentId: optionalText,
    refundTime: optionalText,
    refundFromMethod: v.optional(
      v.looseObject({
        grantToken: optionalText,
        refundFromMethodType: optionalText,
        customerId: optionalText,
      }),
    ),
    refundToAmount: v.optional(amount),
    refundFromAmount: v.optional(amount),
  }),
  subject: ['refund', 'refundRequestId'],
  identity: ['refundRequestId', 'notifyType', 'refundStatus'],
  state: { moves: refundStates, of: ({ refundStatus }) => knownState(refundStates, refundStatus) },
})
