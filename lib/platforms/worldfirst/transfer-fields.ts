import * as v from 'valibot'
import { amount, optionalText, result, text } from '../../content/schema.ts'

const paymentMethod = v.optional(
  v.looseObject({
    paymentMethodType: optionalText,
    paymentMethodId: optionalText,
    customerId: optionalText,
  }),
)

/** What the pages for payouts and transfers have in common. */
export const transferFields = {
  transferResult: result,
  transferRequestId: text,
  transferId: optionalText,
  transferFinishTime: optionalText,
  transferFromDetail: v.optional(
    v.looseObject({ transferFromAmount: v.optional(amount), transferFromMethod: paymentMethod }),
  ),
  transferToDetail: v.optional(
    v.looseObject({
      transferToAmount: v.optional(amount),
      transferToMethod: paymentMethod,
      transferQuote: v.optional(v.looseObject({ quoteId: optionalText, quotePrice: optionalText })),
      purposeCode: optionalText,
      transferNotifyUrl: optionalText,
      feeAmount: v.optional(amount),
    }),
  ),
}

/** A method's id may be a token, its metadata the data of a card or bank account. */
export const transferSecretFields = [
  'transferFromDetail.transferFromMethod.paymentMethodId',
  'transferFromDetail.transferFromMethod.paymentMethodMetaData',
  'transferToDetail.transferToMethod.paymentMethodId',
  'transferToDetail.transferToMethod.paymentMethodMetaData',
]
