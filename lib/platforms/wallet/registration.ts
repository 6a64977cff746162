import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'
import { store } from '../merchant.ts'
import { registrationResult } from '../registration-result.ts'

/**
 * Registers a merchant and its store, or changes them under a new id. Where the wallet must approve, its verdict comes
 * with the S, or later by the wallet's own notifyRegistrationStatus.
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
  // The page lists none. One id of Alipay+ is not used for another merchant or store.
  keyFields: ['merchantInfo.referenceMerchantId', 'storeInfo.referenceStoreId'],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
