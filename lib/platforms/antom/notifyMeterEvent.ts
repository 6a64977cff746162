import * as v from 'valibot'
import { CONTENT } from '../../content/naming.ts'
import { optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'

const errorEvent = v.looseObject({
  errorCode: optionalText,
  idempotencyKey: optionalText,
  eventTimestamp: optionalText,
  payload: v.optional(v.looseObject({ customerId: optionalText, value: optionalText })),
})

/** Usage that a meter of Antom Billing rejected. The SDKs have its events as a list, or as a single one. */
export const notifyMeterEvent = notificationApi({
  name: 'notifyMeterEvent',
  page: 'https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayMeterEventNotify.java',
  when: { has: ['eventName', 'errorEvents'] },
  schema: v.looseObject({
    notifyType: optionalText,
    result: v.optional(result),
    eventName: text,
    errorEvents: v.union([v.array(errorEvent), errorEvent]),
  }),
  // A report has neither state nor id. As its own subject it keeps the log of a meter from growing without end.
  subject: ['meter-report', CONTENT],
  identity: ['eventName', CONTENT],
})
