import { signedUris } from '../../lib/protocol/signed-text.ts'
import { readBody } from './body-draft.ts'
import { bodyVariants } from './body-variants.ts'
import type { Case } from './case.ts'
import type { KnownKeys } from './known-keys.ts'
import { type Parts, protocolForm } from './parts.ts'
import { BUDGET, type Search, search } from './search.ts'
import type { Seal } from './signature/seals.ts'
import { clientVariants } from './variants/client-variants.ts'
import { evidenceOf } from './variants/evidence.ts'
import { formVariants } from './variants/form-variants.ts'
import { frontVariants } from './variants/front-variants.ts'
import { pathVariants } from './variants/path-variants.ts'
import { queryVariants } from './variants/query-variants.ts'
import { timeVariants } from './variants/time-variants.ts'

export interface SearchOptions {
  /** The URLs that are registered with Alipay, where somebody knows them. */
  readonly registeredUrls?: readonly string[]
  /** What the search for the text may cost, in bytes that are hashed; by default less than half a second. */
  readonly budget?: number
}

/** Looks for the text that was signed; undefined where there is no seal, or no body to look at. */
export function searchFor(
  { exhibit, received, platform, publicPaths, claims }: Case,
  seals: readonly Seal[],
  known: KnownKeys,
  { registeredUrls = [], budget = BUDGET }: SearchOptions,
): Search | undefined {
  if (seals.length === 0 || exhibit.body === undefined) return undefined
  const evidence = evidenceOf(exhibit, platform, registeredUrls)
  const body = { received: readBody(received.body) }
  const bases = signedUris(received, publicPaths).map((uri): Parts => {
    const mark = uri.indexOf('?')
    return {
      method: 'POST',
      origin: '',
      front: '',
      path: mark < 0 ? uri : uri.slice(0, mark),
      query: mark < 0 ? '' : uri.slice(mark),
      clientId: claims.clientId ?? '',
      time: claims.time ?? '',
      body,
      form: protocolForm,
    }
  })
  return search(
    bases,
    [
      ...frontVariants(evidence),
      ...pathVariants(evidence),
      ...queryVariants(evidence),
      ...clientVariants(claims.clientId, known),
      ...timeVariants(claims.time, exhibit),
      ...formVariants(),
      // Last, because to write a large body anew costs most.
      ...bodyVariants(body.received),
    ],
    seals,
    budget,
  )
}
