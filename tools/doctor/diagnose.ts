import type { KeyRing } from '../../lib/protocol/keys.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import type { PublicPaths } from '../../lib/protocol/request.ts'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import type { Case } from './case.ts'
import { choosePlatform } from './choose-platform.ts'
import { claimsOf } from './claims.ts'
import type { Diagnosis } from './diagnosis.ts'
import type { Exhibit } from './exhibit.ts'
import type { KnownKeys } from './known-keys.ts'
import { receivedOf } from './received-of.ts'
import { remarksOn } from './remarks.ts'
import { type SearchOptions, searchFor } from './search-for.ts'
import { findingOf, keysToTry } from './signature/key-finding.ts'
import { openedSeals, possibleSeals } from './signature/seals.ts'
import { signatureReadings } from './signature/signature-readings.ts'
import { textsOf, verdictOf } from './verdict.ts'

export interface DiagnoseOptions extends SearchOptions {
  readonly publicPaths: PublicPaths
  /** As whose message it is checked; by default whose the path or the client shows it to be. */
  readonly platform?: PlatformName
}

const nobody: KeyRing = { client: () => undefined, size: 0 }

/**
 * Why the receiver refuses the message, or that it does not. Never throws, whatever the exhibit holds; ends within about a
 * second, whatever its size. VALID is said by the receiver's own code alone, and a cause of the text only where a known
 * key verifies the text without it.
 */
export function diagnose(exhibit: Exhibit, known: KnownKeys, options: DiagnoseOptions): Diagnosis {
  const platform = options.platform ?? choosePlatform(exhibit, known)
  const ring = known.rings.get(platform) ?? nobody
  const received = receivedOf(exhibit)
  const checked = verifyRequest(received, ring, options.publicPaths)
  const claims = claimsOf(exhibit)
  const readings = claims.signature === undefined ? [] : signatureReadings(claims.signature)
  const current: Case = {
    exhibit,
    platform,
    ring,
    rings: known.rings,
    received,
    claims,
    readings,
    publicPaths: options.publicPaths,
    registeredUrls: options.registeredUrls ?? [],
    checked,
  }
  const keys = keysToTry(known.keys, ring, platform, claims.clientId)
  const opened = openedSeals(keys, readings)
  const seals = opened.length > 0 ? opened : possibleSeals(keys, readings, ring)
  const result = checked.ok ? undefined : searchFor(current, seals, known, options)
  const certain = opened.find(({ opening }) => opening?.isCertain)
  const key = findingOf(current, keys, seals, result?.found?.seal ?? certain)
  return {
    platform,
    key,
    ...textsOf(current, result?.found),
    ...verdictOf(current, key, result),
    ...(result && { texts: result.texts }),
    remarks: remarksOn(exhibit, checked),
  }
}
