import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'

const subscriptionOrderStates = { CANCEL: ['TERMINATE'], TERMINATE: [] }

/** One order of a subscription was cancelled. */
export const notifySubscriptionCancel = notificationApi({
  name: 'notifySubscriptionCancel',
  page: 'https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipaySubscriptionCancelNotify.java',
  when: { has: ['subscriptionId', 'subscriptionOrderStatus'] },
  schema: v.looseObject({
    notifyType: optionalText,
    result: v.optional(result),
    subscriptionId: text,
    subscriptionRequestId: optionalText,
    subscriptionOrderId: optionalText,
    subscriptionTransId: optionalText,
    subscriptionOrderStatus: text,
    phaseNo: optionalText,
    periodEndTime: optionalText,
    paymentAmount: v.optional(amount),
    paymentCreateTime: optionalText,
    paymentTime: optionalText,
  }),
  subject: ['subscription-order', 'subscriptionId', ['subscriptionOrderId', 'subscriptionTransId']],
  identity: [
    'subscriptionId',
    ['subscriptionOrderId', 'subscriptionTransId'],
    'notifyType',
    'subscriptionOrderStatus',
  ],
  state: {
    moves: subscriptionOrderStates,
    of: ({ subscriptionOrderStatus }) => knownState(subscriptionOrderStates, subscriptionOrderStatus),
  },
})
