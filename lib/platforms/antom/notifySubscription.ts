import * as v from 'valibot'
import { CONTENT } from '../../content/naming.ts'
import { amount, optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'

/** CANCELLED is not renewed any more, TERMINATED is over. */
const subscriptionStates = { ACTIVE: ['CANCELLED'], CANCELLED: ['TERMINATED'], TERMINATED: [] }

/** A subscription was created, changed, cancelled or terminated. Its first payment may come before it. */
export const notifySubscription = notificationApi({
  name: 'notifySubscription',
  page: 'https://global.alipay.com/docs/ac/ams/notify_sub',
  when: { has: ['subscriptionId', 'subscriptionStatus', 'subscriptionNotificationType'] },
  schema: v.looseObject({
    subscriptionRequestId: optionalText,
    subscriptionId: text,
    subscriptionStatus: text,
    subscriptionNotificationType: text,
    subscriptionStartTime: optionalText,
    subscriptionEndTime: optionalText,
    periodRule: v.optional(
      v.looseObject({
        periodType: optionalText,
        periodCount: optionalText,
        price: v.optional(amount),
      }),
    ),
    allowAccumulate: optionalText,
    maxAccumulateAmount: v.optional(amount),
  }),
  subject: ['subscription', 'subscriptionId'],
  identity: ['subscriptionId', 'subscriptionNotificationType', CONTENT],
  state: {
    moves: subscriptionStates,
    of: ({ subscriptionStatus }) => knownState(subscriptionStates, subscriptionStatus),
  },
})
