import * as v from 'valibot'
import type { FieldPath } from './fields.ts'

/**
 * The words of the rows' schemas. A schema requires only what identifies a message or decides on it, and a signed
 * message is not refused for anything else: unknown fields pass, every enumeration is open, no length is enforced.
 */

/** A scalar as text. The pages order strings; their samples have booleans and numbers too. */
export const text = v.pipe(
  v.union([v.string(), v.boolean()]),
  v.transform((value) => String(value)),
  v.string(),
)

export const optionalText = v.optional(text)

/** Free data, which the pages print as JSON text in one place and as an object in another. */
export const textOrObject = v.union([text, v.looseObject({})])

/** No amount of money comes near it; a longer number would take long to read. */
const MAX_NUMBER_CHARACTERS = 64

/** Money in the smallest unit as integer text: `100.0` and `1.0E2` are `100`. What is no integer stays as sent. */
const minorUnits = v.pipe(
  text,
  v.transform((value) => integerText(value) ?? value),
  v.string(),
)

/** Amount: an ISO 4217 currency, and a value in its smallest unit. */
export const amount = v.looseObject({ currency: text, value: minorUnits })

/**
 * Money that a command moves, or that its answer says was moved: a natural number, in one spelling. A point or an
 * exponent is refused: whoever writes 732.00 means 732 of the larger unit.
 */
export const movedAmount = v.looseObject({
  currency: text,
  value: v.pipe(text, v.regex(/^(?:0|[1-9]\d{0,63})$/)),
})

/**
 * A time that an answer states: RFC 3339, date, time and offset, none of them left out. Any other is read differently by
 * different people, or by nobody. https://www.rfc-editor.org/rfc/rfc3339
 */
export const time = v.pipe(
  v.string(),
  v.regex(
    /^\d{4}-\d\d-\d\d[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/,
  ),
  v.check(hasCalendarDate),
)

export const optionalTime = v.optional(time)

/** The documented fields of these amounts. */
export function amountFields(...names: readonly FieldPath[]): readonly FieldPath[] {
  return names.flatMap((name) => [`${name}.currency`, `${name}.value`])
}

/** A result inside a body: what became of the payment, not of the request. Decide by its status only. */
export const result = v.looseObject({
  resultCode: optionalText,
  resultStatus: text,
  resultMessage: optionalText,
})

/** `Date.parse` reads a 30th of February as the 2nd of March. */
function hasCalendarDate(value: string): boolean {
  const date = value.slice(0, 'YYYY-MM-DD'.length)
  const midnight = Date.parse(`${date}T00:00:00Z`)
  return Number.isFinite(midnight) && new Date(midnight).toISOString().startsWith(date)
}

function integerText(value: string): string | undefined {
  if (value.length > MAX_NUMBER_CHARACTERS) return undefined
  const decimal = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]\+?(\d{1,3}))?$/.exec(value)
  if (!decimal) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = decimal
  const digits = fraction.replace(/0+$/, '')
  const zeros = Number(exponent) - digits.length
  if (zeros < 0) return undefined
  return String(BigInt(`${whole}${digits}${'0'.repeat(zeros)}`) * (sign === '-' ? -1n : 1n))
}
