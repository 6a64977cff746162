import { hash } from 'node:crypto'
import { isRewritten } from './body-draft.ts'
import type { Cause } from './diagnosis.ts'
import type { HashName } from './open-rsa.ts'
import { type Parts, textOf } from './parts.ts'
import { type Seal, verifies } from './seals.ts'
import type { Variant } from './variant.ts'

/** The text that was signed, and what was otherwise in it. */
export interface Found {
  readonly parts: Parts
  readonly text: Buffer
  readonly seal: Seal
  readonly causes: readonly Cause[]
}

/** How far the search came: what it ended in is the number of things that may be otherwise at once. */
export interface Search {
  readonly found: Found | undefined
  /** Through all texts with as many differences. */
  readonly finished: 0 | 1 | 2 | 'none'
  readonly texts: number
}

/** In bytes that are hashed: about half a second. */
const BUDGET = 200_000_000
const BYTES_PER_TEXT = 1_500
const BYTES_PER_VERIFICATION = 60_000
/** Writing JSON anew costs this many times the hashing of it. */
const WRITING_FACTOR = 8

const usedUp = Symbol('the budget is used up')

/**
 * Looks for the text of the seals: first the received one, over each URI that the receiver tries, then with one thing
 * otherwise, then with two. The first that verifies needs all of its differences, and of its equals it is the likeliest.
 */
export function search(
  bases: readonly Parts[],
  variants: readonly Variant[],
  seals: readonly Seal[],
): Search {
  const attempt = createAttempt(seals)
  const unchanged = new Set<string>()
  let finished: Search['finished'] = 'none'
  try {
    for (const base of bases) {
      const found = attempt.of(base, [], 0)
      if (found) return { found, finished, texts: attempt.texts() }
      unchanged.add(textOf(base).toString('latin1'))
    }
    finished = 0
    const useful: Variant[] = []
    for (const variant of variants) {
      let isUseful = false
      for (const base of bases) {
        const parts = variant.apply(base)
        if (!parts || unchanged.has(textOf(parts).toString('latin1'))) continue
        isUseful = true
        const found = attempt.of(parts, [variant.cause], 1)
        if (found) return { found, finished, texts: attempt.texts() }
      }
      if (isUseful && variant.rarity < 3) useful.push(variant)
    }
    finished = 1
    for (const [one, other] of pairsOf(useful)) {
      for (const base of bases) {
        const first = one.apply(base)
        const parts = first && other.apply(first)
        const found = parts && attempt.of(parts, [one.cause, other.cause], 2)
        if (found) return { found, finished, texts: attempt.texts() }
      }
    }
    finished = 2
  } catch (stop) {
    if (stop !== usedUp) throw stop
  }
  return { found: undefined, finished, texts: attempt.texts() }
}

/** The likelier first; of two of the body's the other way round would write the same bytes. */
function* pairsOf(variants: readonly Variant[]): Generator<readonly [Variant, Variant]> {
  for (const sum of [0, 1, 2, 3, 4]) {
    for (const [index, one] of variants.entries()) {
      for (const other of variants.slice(index + 1)) {
        if (one.rarity + other.rarity === sum && one.dimension !== other.dimension) yield [one, other]
      }
    }
  }
}

function createAttempt(seals: readonly Seal[]) {
  const hashes = [...new Set(seals.map(({ hash }) => hash))]
  const opened = seals.filter(({ opening }) => opening)
  const closed = seals.filter(({ opening }) => !opening)
  let budget = BUDGET
  let texts = 0

  function spend(bytes: number): void {
    budget -= bytes
    if (budget < 0) throw usedUp
  }

  function of(parts: Parts, causes: readonly Cause[], level: 0 | 1 | 2): Found | undefined {
    const text = textOf(parts)
    texts++
    spend(BYTES_PER_TEXT + text.length * (isRewritten(parts.body) ? WRITING_FACTOR : 1))
    const digests = new Map<HashName, Buffer>()
    const digestBy = (name: HashName): Buffer => {
      const digest = digests.get(name) ?? hash(name, text, 'buffer')
      digests.set(name, digest)
      return digest
    }
    if (opened.length > 0) for (const name of hashes) digestBy(name)
    const seal =
      opened.find((seal) => {
        const digest = digestBy(seal.hash)
        return seal.opening?.isOf(digest) && verifies(seal, text, digest)
      }) ??
      closed.find((seal) => {
        if (level === 2 && seal.rarity > 0) return false
        spend(BYTES_PER_VERIFICATION + text.length)
        return verifies(seal, text, Buffer.alloc(0))
      })
    return seal && { parts, text, seal, causes }
  }

  return { of, texts: () => texts }
}
