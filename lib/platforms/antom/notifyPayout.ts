import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { finalPaymentState } from '../payment-states.ts'
import { payoutStates } from './payout-states.ts'

const paymentMethod = v.optional(
  v.looseObject({ paymentMethodType: optionalText, paymentMethodId: optionalText }),
)

/** The result of a payout of the Antom business account. After a success the bank may return the money. */
export const notifyPayout = notificationApi({
  name: 'notifyPayout',
  page: 'https://docs.antom.com/ac/aba/notifypayout',
  when: { has: ['transferRequestId', 'transferResult'] },
  schema: v.looseObject({
    transferRequestId: text,
    transferId: optionalText,
    transferResult: result,
    transferFinishTime: optionalText,
    transferFromDetail: v.optional(
      v.looseObject({ transferFromMethod: paymentMethod, transferFromAmount: v.optional(amount) }),
    ),
    transferToDetail: v.optional(
      v.looseObject({
        transferToMethod: paymentMethod,
        transferToCurrency: optionalText,
        feeAmount: v.optional(amount),
        actualTransferToAmount: v.optional(amount),
        purposeCode: optionalText,
        transferRemark: optionalText,
      }),
    ),
  }),
  subject: ['payout', 'transferRequestId'],
  identity: ['transferRequestId', 'transferResult.resultStatus'],
  state: {
    moves: payoutStates,
    of: ({ transferResult }) => finalPaymentState(transferResult),
  },
  secretFields: [
    'transferFromDetail.transferFromMethod.paymentMethodId',
    'transferFromDetail.transferFromMethod.paymentMethodMetaData',
    'transferToDetail.transferToMethod.paymentMethodId',
    'transferToDetail.transferToMethod.paymentMethodMetaData',
  ],
})
