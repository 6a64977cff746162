import type { KeyRing } from '../protocol/keys.ts'
import type { Platform } from '../protocol/platform.ts'
import { aborted } from './aborted.ts'
import { createHeldKeys, type Report } from './held-keys.ts'
import { isOver } from './is-over.ts'
import { createSecretReads } from './secret-reads.ts'
import type { SecretSource } from './secret-source.ts'

/** The keys of one platform, loaded once per environment and kept fresh (design §6). Nothing here ever rejects. */
export interface KeyStore {
  /**
   * The ring in use. Waits for the first load; where the ring is over five minutes old, a refresh starts and runs beside
   * the caller, who waits for it, a second at most, only where the one before it came to nothing. An empty ring means
   * that no key could be read at all, and is tried again at most once a second.
   */
  current(): Promise<KeyRing>
  /**
   * A ring read after `seen`, or undefined where there is none to be had now: forced refreshes start at most once in
   * 30 s, counted from the last forced one, are shared by concurrent callers, and nobody waits over one second.
   */
  newerThan(seen: KeyRing): Promise<KeyRing | undefined>
}

interface KeyStoreParts {
  readonly source: SecretSource
  readonly platform: Platform
  /** Epoch milliseconds. */
  readonly clock: () => number
  readonly report: Report
  /** A signal that aborts after so many milliseconds, by a timer that keeps no process alive. */
  readonly timeout?: (ms: number) => AbortSignal
}

const waitAtMost = 1_000
const emptyRetriedAfter = 1_000
const refreshedAfter = 300_000
const failedRefreshRetriedAfter = 30_000
const forcedAfter = 30_000

/**
 * Starts to load at once. A read that fails, or takes over 1.5 s, leaves the keys that are held in use; what a secret
 * with mistakes does to them, readSecret says. A refresh that came to nothing is tried again after 30 s, and waited for:
 * Lambda freezes an environment between invocations, and a read that only ever ran beside short ones would never end.
 */
export function createKeyStore(parts: KeyStoreParts): KeyStore {
  const { source, platform, clock, report, timeout = (ms) => AbortSignal.timeout(ms) } = parts
  const held = createHeldKeys(platform, report)
  const reads = createSecretReads({ source, clock, timeout, onTexts: held.take, onFailure: held.fail })
  let forcedAt = Number.NEGATIVE_INFINITY
  reads.start()

  const isDue = (): boolean => {
    const now = clock()
    if (held.ring().size === 0) return isOver(now, reads.startedAt(), emptyRetriedAfter)
    return (
      isOver(now, reads.takenAt(), refreshedAfter) &&
      isOver(now, reads.startedAt(), failedRefreshRetriedAfter)
    )
  }
  const endOfRead = () => Promise.race([reads.ended(), aborted(timeout(waitAtMost))])

  return {
    async current() {
      const starts = !reads.isRunning() && isDue()
      const lastCameToNothing = reads.startedAt() !== reads.takenAt()
      if (starts) reads.start()
      if (held.ring().size === 0 && reads.isRunning()) await reads.ended()
      else if (starts && lastCameToNothing) await endOfRead()
      return held.ring()
    },
    async newerThan(seen) {
      if (held.ring() === seen && !reads.isRunning() && isOver(clock(), forcedAt, forcedAfter)) {
        forcedAt = clock()
        reads.start()
      }
      if (held.ring() === seen && reads.isRunning()) await endOfRead()
      return held.ring() === seen ? undefined : held.ring()
    },
  }
}
