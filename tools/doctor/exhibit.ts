/** A message as somebody has it, read from whatever form it has: nothing in it is verified, and parts may be missing. */
export interface Exhibit {
  /** What form it was read from: `a curl command`. */
  readonly form: string
  readonly method: string
  /**
   * Path and query as the wire had them, or as near as the form has it. The receiver sees the path percent-decoded once:
   * a form that has it so (an API Gateway event) gives its `%` as `%25`.
   */
  readonly target: string
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>
  /** Undefined where the form has none, or only its digest. */
  readonly body: Buffer | undefined
  /** Of the body as it was received, in hex, where the form has that: a line of the log, a receipt. */
  readonly bodySha256?: string
  /** Scheme and host where the form has them: `https://pay.example.com`. */
  readonly origin?: string
  /** The stage of the API Gateway, where the form names it. */
  readonly stage?: string
  /** When it was received, epoch milliseconds, where the form has that. */
  readonly receivedAt?: number
}
