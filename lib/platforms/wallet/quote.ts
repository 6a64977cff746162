import * as v from 'valibot'
import { optionalText } from '../../content/schema.ts'

/** Quote: the rate between two amounts, a decimal that may be below 1. Never compute with it in floats. */
export const quote = v.looseObject({
  quoteId: optionalText,
  quoteCurrencyPair: optionalText,
  quotePrice: optionalText,
  quoteStartTime: optionalText,
  quoteExpiryTime: optionalText,
})
