import type { KeyRing } from '../protocol/keys.ts'
import type { Platform } from '../protocol/platform.ts'
import { aborted, isOver, type Timing } from '../time/timing.ts'
import { createHeldKeys, type Report } from './held-keys.ts'
import { createSecretReads, type SecretSource } from './secret-reads.ts'

/** The keys of one platform, loaded once per environment and kept fresh. Nothing here ever rejects. */
export interface KeyStore {
  /**
   * The ring in use. Waits for the first load. Where the ring is over five minutes old, a refresh starts and runs beside
   * the caller, who waits for it, a second at most, only where the refresh before it came to nothing. An empty ring means
   * that no key could be read at all; a new read is tried at most once a second.
   */
  current(): Promise<KeyRing>
  /**
   * A ring read after `seen`, or undefined where there is none now. A refresh that is forced so starts at most once in
   * 30 s, counted from the last forced one, and serves all who ask meanwhile; nobody waits over one second.
   */
  newerThan(seen: KeyRing): Promise<KeyRing | undefined>
}

interface KeyStoreParts extends Timing {
  readonly source: SecretSource
  readonly platform: Platform
  readonly report: Report
}

const WAIT_AT_MOST_MS = 1_000
const EMPTY_RETRIED_AFTER_MS = 1_000
const REFRESHED_AFTER_MS = 300_000
const FAILED_REFRESH_RETRIED_AFTER_MS = 30_000
const FORCED_AFTER_MS = 30_000

/**
 * Starts to load at once. A read that fails, or takes over 1.5 s, leaves the held keys in use; readSecret says what a
 * secret with mistakes does to them. A refresh that came to nothing is tried again after 30 s, and waited for: Lambda
 * freezes an environment between invocations, and a read that only ever ran beside short ones would never end.
 */
export function createKeyStore(parts: KeyStoreParts): KeyStore {
  const { source, platform, clock, timeout, report } = parts
  const held = createHeldKeys(platform, report)
  const reads = createSecretReads({ source, clock, timeout, onTexts: held.take, onFailure: held.fail })
  let forcedAt = Number.NEGATIVE_INFINITY
  reads.start()

  function isDue(): boolean {
    const now = clock()
    if (held.ring().size === 0) return isOver(now, reads.startedAt(), EMPTY_RETRIED_AFTER_MS)
    return (
      isOver(now, reads.takenAt(), REFRESHED_AFTER_MS) &&
      isOver(now, reads.startedAt(), FAILED_REFRESH_RETRIED_AFTER_MS)
    )
  }

  async function endOfRead(): Promise<void> {
    await Promise.race([reads.ended(), aborted(timeout(WAIT_AT_MOST_MS))])
  }

  return {
    async current() {
      const starts = !reads.isRunning() && isDue()
      const isRetry = starts && reads.startedAt() !== reads.takenAt()
      if (starts) reads.start()
      if (held.ring().size === 0 && reads.isRunning()) await reads.ended()
      else if (isRetry) await endOfRead()
      return held.ring()
    },
    async newerThan(seen) {
      if (held.ring() === seen && !reads.isRunning() && isOver(clock(), forcedAt, FORCED_AFTER_MS)) {
        forcedAt = clock()
        reads.start()
      }
      if (held.ring() === seen && reads.isRunning()) await endOfRead()
      return held.ring() === seen ? undefined : held.ring()
    },
  }
}
