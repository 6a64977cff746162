import type { Wake } from './announcement.ts'

/** A value under a key that is replaced only by whoever has read its latest version. */
export interface Versioned<Value> {
  /** Consistently read. Throws where the store fails. */
  read(key: string): Promise<Held<Value> | undefined>
  /**
   * Writes the value as the version that follows `after`; undefined means that there must be none. False where another
   * was written meanwhile. Throws where the store fails: whether it was written is then unknown. Gone after `expires`
   * (epoch seconds).
   */
  write(key: string, value: Value, after: number | undefined, expires: number): Promise<boolean>
}

export interface Held<Value> {
  readonly value: Value
  readonly version: number
}

export interface WakeUps {
  /** Brings the message back after so many milliseconds, 900,000 at most; maybe twice. Throws where the queue fails. */
  send(wake: Wake, delayMs: number): Promise<void>
}

/** A signed question. */
export interface GatewayRequest {
  /** Base and path: https alone. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** What came back with status 200: nothing of it is verified. */
export interface GatewayReply {
  /** By lower-case name; a doubled header is folded with a comma. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

/**
 * Why no reply came: a closed list, for log and metric. `unreachable`: none began. `broken`: one began that did not end,
 * is no HTTP, or came in an encoding that nobody asked for.
 */
export const gatewayFailures = [
  'unreachable',
  'untrusted-certificate',
  'timed-out',
  'status',
  'redirected',
  'too-large',
  'broken',
] as const

export type GatewayFailure = (typeof gatewayFailures)[number]

export interface Gateway {
  /** One POST, never repeated, no redirect followed, 1 MiB and ten seconds at most. Never throws. */
  send(request: GatewayRequest): Promise<GatewayReply | GatewayFailure>
}

/** Messages of the queue that can never be acted on, kept for a person, as they came. */
export interface RefusedWatches {
  /** Throws where the queue fails. */
  send(message: string, reason: string): Promise<void>
}
