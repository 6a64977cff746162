/** In the smallest unit of the currency, as integer text. */
export type Money = { readonly currency: string; readonly value: string }

export function isNegative({ value }: Money): boolean {
  return value.startsWith('-')
}

/** Of one currency. */
export function plus(one: Money, other: Money): Money {
  return { currency: one.currency, value: String(BigInt(one.value) + BigInt(other.value)) }
}

export function minus(one: Money, other: Money): Money {
  return plus(one, negative(other))
}

export function negative({ currency, value }: Money): Money {
  return { currency, value: String(-BigInt(value)) }
}
