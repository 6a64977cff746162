import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'
import { store } from '../merchant.ts'
import { registrationResult } from '../registration-result.ts'

/**
 * A merchant and its store are registered, or changed under a new id (mpp.10). Where the wallet approves, its verdict
 * comes with the S, or later by the wallet's own notifyRegistrationStatus.
 */
export const registration = commandApi({
  name: 'registration',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/registration_mpp/registration',
  purpose: 'Register the merchant and its store, or change what is held of them.',
  request: v.looseObject({
    registrationRequestId: text,
    productCodes: v.array(text),
    merchantInfo: v.looseObject({
      referenceMerchantId: optionalText,
      merchantDisplayName: optionalText,
      merchantMCC: optionalText,
      registrationDetail: v.optional(
        v.looseObject({
          legalName: optionalText,
          registrationType: optionalText,
          registrationNo: optionalText,
          businessType: optionalText,
        }),
      ),
    }),
    storeInfo: v.optional(store),
    registrationNotifyUrl: optionalText,
  }),
  response: v.looseObject({ registrationResult: v.optional(registrationResult) }),
  operation: ['registration', 'registrationRequestId'],
  // The page lists none; an id of Alipay+'s is no other merchant's or store's.
  keyFields: ['merchantInfo.referenceMerchantId', 'storeInfo.referenceStoreId'],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
