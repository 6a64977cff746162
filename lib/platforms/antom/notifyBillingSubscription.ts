import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'

/** A subscription of Antom Billing changed. No page lists its states: order by eventTime. */
export const notifyBillingSubscription = notificationApi({
  name: 'notifyBillingSubscription',
  page: 'https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayBillingSubscriptionNotify.java',
  when: { has: ['subscriptionRequestId', 'subscriptionId', 'status'], lacks: ['subscriptionStatus'] },
  schema: v.looseObject({
    notifyType: optionalText,
    result: v.optional(result),
    subscriptionRequestId: text,
    subscriptionId: text,
    eventTime: optionalText,
    invoiceId: optionalText,
    status: text,
    previousStatus: optionalText,
    reason: optionalText,
    reasonDescription: optionalText,
    fixedAmount: v.optional(amount),
  }),
  subject: ['billing-subscription', 'subscriptionId'],
  identity: ['subscriptionId', 'notifyType', 'status', 'eventTime'],
})
