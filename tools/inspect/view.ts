/** What the inspector's page shows, and how its server says it: types alone, shared by both sides. Times are epoch milliseconds. */

/** A call in the list: small, because thousands are held. Everything that a stranger chose is text, to be shown as text. */
export interface CallRow {
  /** API Gateway's id of the request; of a late entry another. */
  readonly id: string
  readonly at: number
  readonly platform: string
  readonly api: string
  readonly contract: 'notification' | 'command' | undefined
  /** The subject or the operation; what came, where there is none. */
  readonly about: string
  /** How it ended: a disposition, or what the gateway answered by itself. */
  readonly end: string
  readonly look: 'good' | 'odd' | 'bad' | 'faint'
  readonly status: number
  readonly tookMs: number
  /** For what went wrong: why, and what to do. */
  readonly why?: string
  readonly advice?: string
}

/** Bytes that somebody sent. */
export interface Content {
  readonly bytes: number
  /** Undefined where they are not UTF-8. */
  readonly text?: string
  readonly base64?: string
  /** Where only the beginning is held, or secret fields are left out. */
  readonly note?: string
}

export type Headers = readonly (readonly [name: string, value: string])[]

/** One thing that happened on the way of a message. */
export interface Step {
  readonly what: string
  readonly at: number
  /** Undefined for a point in time. */
  readonly tookMs?: number
  readonly detail?: string
}

/** The call of the partner's backend, or any other exchange over HTTP. */
export interface Exchange {
  readonly request: { readonly target: string; readonly headers: Headers; readonly body: Content }
  readonly response?: { readonly status: number; readonly headers: Headers; readonly body: Content }
  readonly tookMs?: number
}

/** A table of names and values, where the page needs not know what they mean. */
export type Facts = readonly (readonly [name: string, value: string])[]

export interface CallDetail {
  readonly row: CallRow
  readonly request: {
    readonly method: string
    readonly target: string
    readonly headers: Headers
    readonly body: Content
  }
  /** The text that the receiver checks the signature over. */
  readonly signedText?: string
  readonly steps: readonly Step[]
  readonly answer?: { readonly status: number; readonly headers: Headers; readonly body: Content }
  /** The line that the function logged. */
  readonly line?: Facts
  readonly receipt?: Facts
  readonly state?: { readonly before: string | undefined; readonly after: string }
  /** Each event that was published of it, as JSON text. */
  readonly events: readonly string[]
  /** A command's record in the journal, and its attempts. */
  readonly journal?: Facts
  readonly backend?: readonly Exchange[]
  /** The doctor's verdict, a line each. */
  readonly verdict?: readonly string[]
  /** By which its history is asked for; undefined where it has no subject. */
  readonly subject?: string
}

/** One entry of a subject's history, oldest first. */
export interface HistoryEntry {
  readonly at: number
  readonly what: string
  readonly state?: string
  readonly note?: string
  /** The call, where it is held. */
  readonly call?: string
}

export interface Sample {
  readonly platform: string
  readonly api: string
  readonly kind: 'notification' | 'command'
  readonly body: string
}

/** What the page may ask the server to do; only where `canSend`. */
export interface SendRequest {
  readonly platform: string
  readonly api: string
  readonly body: string
  /** A fault's name, as `send --fault` has it. */
  readonly fault?: string
}

/** What stands behind the page. */
export interface Place {
  /** `this machine`, or the stage's name. */
  readonly name: string
  readonly canSend: boolean
  readonly faults: readonly { readonly name: string; readonly what: string }[]
}
