import * as v from 'valibot'
import { CONTENT } from '../../content/naming.ts'
import { optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'

/**
 * The registration of a beneficiary customer. The page does not print the values of registerStatus. A customer who must
 * correct something is reported again and again under one status.
 */
export const notifyRegisterCustomer = notificationApi({
  name: 'notifyRegisterCustomer',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/mass_payout/notify_register_customer',
  when: { has: ['customerId', 'registerDetail'] },
  schema: v.looseObject({
    customerId: text,
    referenceCustomerId: optionalText,
    registerDetail: v.looseObject({ registerStatus: text, reasonCode: optionalText }),
    requestedProducts: v.optional(v.array(v.looseObject({ productCode: optionalText }))),
    auditDetails: v.optional(v.looseObject({ auditReason: optionalText })),
  }),
  subject: ['customer', 'customerId'],
  identity: ['customerId', 'registerDetail.registerStatus', CONTENT],
})
