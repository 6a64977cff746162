import * as v from 'valibot'
import { amount, optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'
import { paymentStates } from '../payment-states.ts'

/** A payment or a refund of a mini program, for its wallet to show. It moves no money. */
export const transactionNotify = notificationApi({
  name: 'transactionNotify',
  page: 'https://miniprogram.alipay.com/docs-demo/miniprogram_demo/mpdev/v2_miniprogram_trans_notify',
  when: { has: ['appId', 'paymentRequestId'], lacks: ['paymentResult'] },
  schema: v.looseObject({
    appId: text,
    productCode: optionalText,
    paymentRequestId: text,
    paymentId: optionalText,
    paymentAmount: v.optional(amount),
    order: v.optional(v.looseObject({ referenceOrderId: optionalText, orderAmount: v.optional(amount) })),
    paymentMethod: v.optional(
      v.looseObject({ paymentMethodType: optionalText, paymentMethodId: optionalText }),
    ),
    userId: optionalText,
    paymentStatus: optionalText,
    paymentTime: optionalText,
    refundId: optionalText,
    refundAmount: v.optional(amount),
  }),
  subject: ['payment', 'paymentRequestId'],
  identity: ['paymentRequestId', 'paymentStatus', 'refundId'],
  state: { moves: paymentStates, of: ({ paymentStatus }) => knownState(paymentStates, paymentStatus) },
  secretFields: ['paymentMethod.paymentMethodId', 'paymentMethod.paymentMethodMetaData'],
})
