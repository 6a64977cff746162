import * as v from 'valibot'
import { optionalText } from '../../content/schema.ts'

/** Quote: the rate between two amounts. It may be below 1, and is a decimal: never compute with it in floats. */
export const quote = v.looseObject({
  quoteId: optionalText,
  quoteCurrencyPair: optionalText,
  quotePrice: optionalText,
  quoteStartTime: optionalText,
  quoteExpiryTime: optionalText,
})
