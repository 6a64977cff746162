import * as v from 'valibot'
import type { FieldPath } from './fields.ts'

/**
 * The vocabulary of the API rows. Schemas require only what identifies and decides; unknown fields pass through, every
 * enumeration is open, lengths are not enforced: a signed message is never refused for its content.
 */

/** A scalar. Pages order strings; real messages carry booleans and numbers too (apis.md §1), which become text. */
export const text = v.pipe(
  v.union([v.string(), v.boolean()]),
  v.transform((value) => String(value)),
  v.string(),
)

export const optionalText = v.optional(text)

/** Free data that pages print as JSON text in one place and as an object in another (apis.md §1). */
export const textOrObject = v.union([text, v.looseObject({})])

/** No amount of money comes near it, and what is longer costs more than it should. */
const MAX_NUMBER = 64

/** Money in the smallest unit as integer text: `100.0` and `1.0E2` are `100`. What is no integer stays as sent. */
const minorUnits = v.pipe(
  text,
  v.transform((value) => integerText(value) ?? value),
  v.string(),
)

/** Amount {currency: ISO 4217, value: smallest unit} (protocol.md §6). */
export const amount = v.looseObject({ currency: text, value: minorUnits })

/**
 * Money that a command moves, or says was moved: a natural number, in one spelling. What has a point or an exponent is
 * refused, because who writes 732.00 means 732 of the larger unit.
 */
export const movedAmount = v.looseObject({
  currency: text,
  value: v.pipe(text, v.regex(/^(?:0|[1-9]\d{0,63})$/)),
})

/** The fields that every page documents of these amounts. */
export const amountFields = (...names: readonly FieldPath[]): readonly FieldPath[] =>
  names.flatMap((name) => [`${name}.currency`, `${name}.value`])

/** Result as a body carries it: a business outcome, not the answer to the call. Branch on its status only. */
export const result = v.looseObject({
  resultCode: optionalText,
  resultStatus: text,
  resultMessage: optionalText,
})

function integerText(value: string): string | undefined {
  if (value.length > MAX_NUMBER) return undefined
  const decimal = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]\+?(\d{1,3}))?$/.exec(value)
  if (!decimal) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = decimal
  const digits = fraction.replace(/0+$/, '')
  const zeros = Number(exponent) - digits.length
  if (zeros < 0) return undefined
  return String(BigInt(`${whole}${digits}${'0'.repeat(zeros)}`) * (sign === '-' ? -1n : 1n))
}
