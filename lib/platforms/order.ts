import * as v from 'valibot'
import { amount, optionalText } from '../content/schema.ts'
import { merchant } from './merchant.ts'

/** Order of Alipay+: what is bought, and from whom. Goods, buyer and shipping are passed on as they are. */
export const order = v.looseObject({
  referenceOrderId: optionalText,
  orderDescription: optionalText,
  orderAmount: v.optional(amount),
  merchant: v.optional(merchant),
  env: v.optional(
    v.looseObject({
      terminalType: optionalText,
      osType: optionalText,
      clientIp: optionalText,
      storeTerminalId: optionalText,
      storeTerminalRequestTime: optionalText,
    }),
  ),
})
