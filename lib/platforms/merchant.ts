import * as v from 'valibot'
import { optionalText } from '../content/schema.ts'

const address = v.looseObject({
  region: optionalText,
  state: optionalText,
  city: optionalText,
  address1: optionalText,
  address2: optionalText,
  zipCode: optionalText,
})

/** Store of Alipay+. */
export const store = v.looseObject({
  referenceStoreId: optionalText,
  storeName: optionalText,
  storeMCC: optionalText,
  storeDisplayName: optionalText,
  storeTerminalId: optionalText,
  storeOperatorId: optionalText,
  storeAddress: v.optional(address),
  storePhoneNo: optionalText,
})

/** Merchant of Alipay+: the seller, or the one who pays out a tax refund. */
export const merchant = v.looseObject({
  referenceMerchantId: optionalText,
  merchantName: optionalText,
  merchantDisplayName: optionalText,
  merchantMCC: optionalText,
  merchantAddress: v.optional(address),
  store: v.optional(store),
})
