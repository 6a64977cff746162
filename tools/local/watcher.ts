import type { Trace } from './outgoing.ts'

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
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Undefined where it was not read, or not to its end. */
  readonly body: Buffer | undefined
  readonly status: number
  /** What the caller was answered. */
  readonly reply?: {
    readonly headers: AnsweredCall['headers']
    readonly body: Buffer
  }
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

/** What a function did in one invocation. */
export interface FunctionRun extends Trace {
  readonly functionName: string
  /** Of a call the id that its answer has. */
  readonly requestId: string
  readonly event: unknown
}

/** An event as EventBridge delivers it. */
export interface PublishedEvent {
  readonly id: string
  readonly detail: object
}

/** Sees what happens in the stack as it happens. It returns at once and never throws: senders are waiting. */
export interface Watcher {
  answered?(call: AnsweredCall): void
  /** May come before or after the answer of its call. */
  logged?(entry: LogEntry): void
  /** Shows the errors of calls, so that they need not be reported. */
  readonly showsCalls?: boolean
  /** Comes before the answer of its call. */
  ran?(run: FunctionRun): void
  published?(event: PublishedEvent): void
  /** A function has read the secret of this name, such as `antom` or `antom-2`. */
  secretRead?(name: string): void
}

/** Each of them sees everything. */
export function watchedByAll(watchers: readonly Watcher[]): Watcher {
  const all = <Seen>(take: (watcher: Watcher) => ((seen: Seen) => void) | undefined) => {
    const takers = watchers.flatMap((watcher) => take(watcher) ?? [])
    return (seen: Seen) => {
      for (const each of takers) each(seen)
    }
  }
  return {
    answered: all((watcher) => watcher.answered),
    logged: all((watcher) => watcher.logged),
    showsCalls: watchers.some((watcher) => watcher.showsCalls),
    ran: all((watcher) => watcher.ran),
    published: all((watcher) => watcher.published),
    secretRead: all((watcher) => watcher.secretRead),
  }
}
