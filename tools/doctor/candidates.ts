import { bytesOf } from './body-draft.ts'
import { type Parts, uriOf } from './parts.ts'
import type { SignedOtherwise, Variant } from './variant.ts'

/** A text that may have been signed. */
export interface Candidate {
  readonly parts: Parts
  /** What is otherwise in it. */
  readonly causes: readonly SignedOtherwise[]
  /** 0 for what happens every day; more for what is rare, or more than one thing at once. */
  readonly rarity: number
}

/** Of a larger body only what is likely is tried: no message of these platforms is so large. */
const LARGE_BYTES = 32_768

/**
 * The received text over each URI that the receiver tries, then every text with one thing otherwise, then with two, then
 * with three of the likeliest; of as many the likelier first.
 */
export function* candidatesOf(bases: readonly Parts[], variants: readonly Variant[]): Generator<Candidate> {
  for (const parts of bases) yield { parts, causes: [], rarity: 0 }
  const useful: Variant[] = []
  const isLarge = bases.some(({ body }) => bytesOf(body).length > LARGE_BYTES)
  for (const variant of byRarity(variants)) {
    if (isLarge && variant.rarity === 3) break
    const changed = bases
      .flatMap((base) => variant.apply(base) ?? [])
      .filter((parts) => !bases.some((base) => isSame(parts, base)))
    for (const parts of changed) yield { parts, causes: [variant.cause], rarity: variant.rarity }
    if (changed.length > 0) useful.push(variant)
  }
  yield* combined(bases, pairsOf(useful.filter(({ rarity }) => rarity < 2)))
  yield* combined(bases, triplesOf(useful.filter(({ rarity }) => rarity === 0)))
}

function byRarity(variants: readonly Variant[]): readonly Variant[] {
  return variants.toSorted((one, other) => one.rarity - other.rarity)
}

function* combined(
  bases: readonly Parts[],
  combinations: Iterable<readonly Variant[]>,
): Generator<Candidate> {
  for (const variants of combinations) {
    const causes = variants.map(({ cause }) => cause)
    const rarity = variants.reduce((sum, { rarity }) => sum + rarity, variants.length - 1)
    for (const base of bases) {
      const parts = variants.reduce<Parts | undefined>((parts, { apply }) => parts && apply(parts), base)
      if (parts) yield { parts, causes, rarity }
    }
  }
}

/** The likelier first. */
function* pairsOf(variants: readonly Variant[]): Generator<readonly Variant[]> {
  for (const sum of [0, 1, 2]) {
    for (const [index, one] of variants.entries()) {
      for (const other of variants.slice(index + 1)) {
        const fits = one.rarity + other.rarity === sum && one.dimension !== other.dimension
        if (fits) yield [one, other]
      }
    }
  }
}

function* triplesOf(variants: readonly Variant[]): Generator<readonly Variant[]> {
  for (const [index, one] of variants.entries()) {
    const after = variants.slice(index + 1).filter(({ dimension }) => dimension !== one.dimension)
    for (const pair of pairsOf(after)) yield [one, ...pair]
  }
}

/** Whether both are the same text, found out without writing it. */
function isSame(one: Parts, other: Parts): boolean {
  return (
    one.form === other.form &&
    one.method === other.method &&
    uriOf(one) === uriOf(other) &&
    one.clientId === other.clientId &&
    one.time === other.time &&
    (one.body === other.body || bytesOf(one.body).equals(bytesOf(other.body)))
  )
}
