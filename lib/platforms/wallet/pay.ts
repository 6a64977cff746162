import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { orderIsClosed, paymentInProcess } from '../../commands/results.ts'
import { amountFields, movedAmount, optionalText, text, time } from '../../content/schema.ts'
import { order } from '../order.ts'
import { flag, paymentFactor } from '../payment-factor.ts'
import { quote } from './quote.ts'

/**
 * A payment by payment code or access token, or an evaluation, which moves nothing. Its cancel may come before, during
 * or after it. F is final: what is not known must be U, or Alipay+ cancels a payment that succeeds later.
 */
export const pay = commandApi({
  name: 'pay',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/pay',
  purpose:
    'Take the amount from the user once; where paymentFactor.isPaymentEvaluation is true, say only whether it could be.',
  request: v.looseObject({
    acquirerId: text,
    pspId: text,
    paymentRequestId: text,
    order,
    paymentAmount: movedAmount,
    payToAmount: v.optional(movedAmount),
    paymentQuote: v.optional(quote),
    paymentMethod: v.looseObject({
      paymentMethodType: optionalText,
      paymentMethodId: optionalText,
      customerId: optionalText,
    }),
    // Anything but true and false is refused: a payment taken for an evaluation would move nothing, and an evaluation
    // taken for the payment would have the payment answered with its S.
    paymentFactor: v.optional(
      v.looseObject({ ...paymentFactor.entries, isPaymentEvaluation: v.optional(flag) }),
    ),
    paymentExpiryTime: optionalText,
    // The page names them as key fields; their shapes were not read.
    surchargeInfo: v.optional(v.unknown()),
    paymentPromoInfo: v.optional(v.unknown()),
    passThroughInfo: optionalText,
  }),
  response: v.looseObject({ paymentId: text, paymentTime: time, customerId: optionalText }),
  operation: ['payment', 'paymentRequestId'],
  keyFields: [
    ...amountFields('paymentAmount', 'payToAmount'),
    'surchargeInfo',
    'paymentMethod.paymentMethodType',
    'paymentMethod.paymentMethodId',
    'paymentMethod.customerId',
    'paymentPromoInfo',
  ],
  recorded: { unless: ['paymentFactor.isPaymentEvaluation', 'true'] },
  expiry: { at: 'paymentExpiryTime', answer: orderIsClosed },
  senderTimeoutMs: 8_000,
  inProgress: paymentInProcess,
  failures: [
    'ORDER_IS_CLOSED',
    'PAYMENT_AMOUNT_EXCEED_LIMIT',
    'USER_AMOUNT_EXCEED_LIMIT',
    'PAYMENT_COUNT_EXCEED_LIMIT',
    'INVALID_TOKEN',
    'EXPIRED_ACCESS_TOKEN',
    'USER_BALANCE_NOT_ENOUGH',
    'USER_NOT_EXIST',
    'USER_STATUS_ABNORMAL',
    'USER_KYC_NOT_QUALIFIED',
    'RISK_REJECT',
    'UNAVAILABLE_PAYMENT_METHOD',
    'USER_PAYMENT_VERIFICATION_FAILED',
    'MERCHANT_NOT_REGISTERED',
    'PROCESS_FAIL',
    'PARAM_ILLEGAL',
    'ACCESS_DENIED',
  ],
  secretFields: ['paymentMethod.paymentMethodId'],
})
