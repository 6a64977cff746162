import { hash } from 'node:crypto'
import { type Candidate, candidatesOf } from './candidates.ts'
import { type Parts, textOf } from './parts.ts'
import type { HashName } from './signature/open-rsa.ts'
import { type Seal, verifies } from './signature/seals.ts'
import type { Variant } from './variant.ts'

/** The text that was signed, what was otherwise in it, and the signature that it fits. */
export interface Found extends Candidate {
  readonly text: Buffer
  readonly seal: Seal
}

export interface Search {
  readonly found: Found | undefined
  /** How many texts were tried. */
  readonly texts: number
  /** What that cost, in bytes that are hashed. */
  readonly cost: number
  /** How many things may be otherwise at once in the texts that were all tried; -1 where not even the received ones were. */
  readonly finished: number
}

/** What a search may cost by default, in bytes that are hashed: less than half a second. */
export const BUDGET = 500_000_000

/** What each text costs beside its bytes, and each verification: OpenSSL is quick on P-256 alone. */
const TEXT_COST = 8_000
const P256_COST = 100_000
const OTHER_CURVE_COST = 400_000
/** What a byte costs that is written as JSON anew. */
const WRITING_COST = 50

/** Looks for the text of the seals among the candidates, as long as the budget lasts. */
export function search(
  bases: readonly Parts[],
  variants: readonly Variant[],
  seals: readonly Seal[],
  budget: number,
): Search {
  const rewriting = bases[0]?.body.received.rewriting ?? { bytes: 0 }
  let [hashing, texts] = [0, 0]
  for (const candidate of candidatesOf(bases, variants)) {
    const finished = candidate.causes.length - 1
    const fitting = seals.filter((seal) => isWorthwhile(seal, candidate))
    const text = textOf(candidate.parts)
    hashing += costOf(text, fitting)
    const cost = hashing + rewriting.bytes * WRITING_COST
    if (cost > budget) return { found: undefined, finished, texts, cost }
    texts++
    const seal = sealOf(text, fitting)
    if (seal) return { found: { ...candidate, text, seal }, finished, texts, cost }
  }
  const cost = hashing + rewriting.bytes * WRITING_COST
  return { found: undefined, finished: Number.POSITIVE_INFINITY, texts, cost }
}

/** Once opened, a signature costs a text no more than its hash; without that, a verification for each key and hash. */
function isWorthwhile({ opening, rarity }: Seal, candidate: Candidate): boolean {
  return opening !== undefined || candidate.rarity === 0 || (rarity === 0 && candidate.rarity < 3)
}

function costOf(text: Buffer, seals: readonly Seal[]): number {
  const verified = seals.filter(({ opening }) => !opening)
  const costs = verified.map(({ key: { key } }) =>
    key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? P256_COST : OTHER_CURVE_COST,
  )
  return costs.reduce((sum, cost) => sum + cost + text.length, TEXT_COST + text.length)
}

/** The seal that is on this text. With RSA the digest says so, and a verification confirms it. */
function sealOf(text: Buffer, seals: readonly Seal[]): Seal | undefined {
  const digests = new Map<HashName, Buffer>()
  return seals.find((seal) => {
    if (!seal.opening) return verifies(seal, text)
    const digest = digests.get(seal.hash) ?? hash(seal.hash, text, 'buffer')
    digests.set(seal.hash, digest)
    return seal.opening.isOf(digest) && verifies(seal, text)
  })
}
