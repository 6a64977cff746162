import type { KeyRing } from '../protocol/keys.ts'
import type { RefusalReason } from '../protocol/refusal.ts'
import type { ReceivedRequest } from '../protocol/request.ts'
import { aborted, type Timing } from '../time/timing.ts'
import { type Circumstances, type RefusedRequest, refusedRequest } from './refused-request.ts'

/** Where refused requests are kept for a while. */
export interface RefusedStore {
  /** Keeps it, once: one that is held under its id stays as it is. Throws where the store fails. */
  keep(request: RefusedRequest, signal: AbortSignal): Promise<void>
}

/** Keeps the material of a refusal, so that its cause can be found, and what was genuine accepted, later. */
export interface RefusedKeeper {
  /**
   * The id under which the request is kept; undefined where it is not. Rejects where the store fails, or has not
   * answered after 500 ms: whether it is kept is then unknown.
   */
  keep(received: ReceivedRequest, circumstances: Circumstances, ring: KeyRing): Promise<string | undefined>
}

interface KeeperParts extends Pick<Timing, 'timeout'> {
  readonly store: RefusedStore
  /** 0 keeps nothing. */
  readonly keepMs: number
}

/**
 * What another key, another setting or a mended sender would change. The other refusals say all there is: a part is
 * missing, or no secret knows the client.
 */
export const keptReasons: ReadonlySet<RefusalReason> = new Set([
  'client-unreadable',
  'time-malformed',
  'signature-malformed',
  'algorithm-unknown',
  'algorithm-mismatch',
  'key-version-unknown',
  'signature-length',
  'signature-mismatch',
])

/** Enough to find a cause, and little enough to pay for: a flood names a client of ours as easily as Alipay does. */
const MAX_WRITES = 5
const MINUTE_MS = 60_000
/** Fifty times the longest sample of the platforms' pages. */
export const MAX_KEPT_BODY_BYTES = 65_536
const WAIT_AT_MOST_MS = 500

/**
 * Keeps at most five requests a minute for each reason, in one environment, and only those that name a client of the
 * secret. Whoever sets the clock back ends keeping until it is where it was: the bound holds whatever the clock says.
 */
export function createRefusedKeeper({ store, keepMs, timeout }: KeeperParts): RefusedKeeper {
  const written = new Map<RefusalReason, readonly number[]>()

  function isWithinBound(reason: RefusalReason, now: number): boolean {
    const times = written.get(reason) ?? []
    const fifthLast = times.at(-MAX_WRITES) ?? Number.NEGATIVE_INFINITY
    if (now - fifthLast < MINUTE_MS) return false
    written.set(reason, [...times, now].slice(-MAX_WRITES))
    return true
  }

  return {
    async keep(received, circumstances, ring) {
      const { body, headers, receivedAt } = received
      const { reason } = circumstances
      if (keepMs === 0 || !keptReasons.has(reason) || body.length > MAX_KEPT_BODY_BYTES) return undefined
      if (ring.client(headers.get('client-id') ?? '') === undefined) return undefined
      if (!isWithinBound(reason, receivedAt)) return undefined
      const request = refusedRequest(received, circumstances, keepMs)
      const signal = timeout(WAIT_AT_MOST_MS)
      await Promise.race([
        store.keep(request, signal),
        aborted(signal).then(() => Promise.reject(signal.reason)),
      ])
      return request.id
    },
  }
}
