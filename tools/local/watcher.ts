import type { HeaderPairs } from './header-pairs.ts'

/** A request that the gateway has answered, with a function's reply or by itself. */
export interface AnsweredCall {
  /** The caller sees it as `apigw-requestid`; the function's lines have it as `correlationId`. */
  readonly requestId: string
  /** When its head had come, and when its answer left; epoch milliseconds. */
  readonly at: number
  readonly answeredAt: number
  readonly method: string
  /** Path and query as the wire had them. */
  readonly target: string
  readonly headers: HeaderPairs
  /** Undefined where it was not read, or not to its end. */
  readonly body: Buffer | undefined
  readonly status: number
  /** How it ended, where no function's line says so. */
  readonly gateway?: GatewayEnd
}

/** What the gateway itself answers, and why: in one line, fit for a terminal. */
export interface GatewayEnd {
  readonly disposition: GatewayDisposition
  readonly why?: string
}

export type GatewayDisposition =
  | 'not-served'
  | 'forbidden'
  | 'bad-path'
  | 'too-large'
  /** The functions have more to do than they can. */
  | 'throttled'
  /** The function threw, died, ran out of time, or gave no reply. */
  | 'crashed'

/** A line that a function logged, as it was read from JSON. */
export type LogEntry = Readonly<Record<string, unknown>>

/** Sees what happens in the stack as it happens. It returns at once and never throws: senders are waiting. */
export interface Watcher {
  answered?(call: AnsweredCall): void
  /** May come before or after the answer of its call. Who takes these lines shows the errors of calls: they are not reported. */
  logged?(entry: LogEntry): void
  /** A function has read the secret of this name, such as `antom` or `antom-2`. */
  secretRead?(name: string): void
}
