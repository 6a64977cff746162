import type { Checked } from '../protocol/checked.ts'
import type { ClientKeys, KeyRing } from '../protocol/keys.ts'
import type { Platform } from '../protocol/platform.ts'
import type { ReceivedReply, VerifiedReply } from '../protocol/verify-reply.ts'
import type { Wake } from './announcement.ts'

/** A value under a key that is replaced only by whoever has read its latest version. */
export interface Versioned<Value> {
  /** Consistently read. Throws where the store fails. */
  read(key: string): Promise<Held<Value> | undefined>
  /**
   * Writes the value as version `after` + 1; undefined means that there must be none, and it becomes version 1. False
   * where another was written meanwhile. Throws where the store fails: whether it was written is then unknown. Gone
   * after `expires` (epoch seconds).
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
export type GatewayReply = ReceivedReply

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

/** The keys of one platform's clients, as lib/keys holds them. Nothing here ever rejects. */
export interface PlatformKeys {
  current(): Promise<KeyRing>
  /** A ring read after `seen`, or undefined where there is none now. */
  newerThan(seen: KeyRing): Promise<KeyRing | undefined>
}

/** A client that may ask: its secret names a gateway. */
export interface AskingClient {
  readonly platform: Platform
  readonly keys: PlatformKeys
  /** In which the client was found. */
  readonly ring: KeyRing
  readonly client: ClientKeys
  /** The base of its gateway, without a slash at its end. */
  readonly gateway: string
}

/** What is asked of a gateway, before it is signed. */
export interface Question {
  readonly asking: AskingClient
  /** Behind the base of the gateway. */
  readonly path: string
  readonly body: Buffer
  /** Epoch milliseconds: the Request-Time. */
  readonly askedAt: number
}

/** A reply that Alipay signed over the URI that was asked. */
export interface ProvenReply extends VerifiedReply {
  readonly uri: string
}

/** Signs a question, sends it, and verifies what comes back. Rejects only if the key cannot sign. */
export type SignedCall = (question: Question) => Promise<Checked<ProvenReply, CallFailure>>

/** No reply, or one that is not proven to be Alipay's: then what the verification said of it. */
export type CallFailure =
  | { readonly because: GatewayFailure }
  | { readonly because: 'unverified'; readonly evidence: string }

/** Messages of the queue that can never be acted on, kept for a person, as they came. */
export interface RefusedWatches {
  /** Throws where the queue fails. */
  send(message: string, reason: string): Promise<void>
}
