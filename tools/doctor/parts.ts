import { type BodyDraft, bytesOf } from './body-draft.ts'

/** Writes the parts as one text, as somebody may have thought that it is written. */
export type Form = (parts: Parts, body: Buffer) => Buffer

/** What may have been signed. The URI is origin, front, path and query one behind the other. */
export interface Parts {
  readonly method: string
  /** Scheme and host, or one of them; empty for none. */
  readonly origin: string
  /** What stands before the received path, such as a stage; empty for nothing. */
  readonly front: string
  readonly path: string
  /** With its `?`; empty for none. */
  readonly query: string
  readonly clientId: string
  readonly time: string
  readonly body: BodyDraft
  readonly form: Form
}

/** The text that was signed then. */
export function textOf(parts: Parts): Buffer {
  return parts.form(parts, bytesOf(parts.body))
}

export function uriOf({ origin, front, path, query }: Parts): string {
  return `${origin}${front}${path}${query}`
}

/** As docs/protocol.md has it, "The text to be signed". */
export function protocolForm(parts: Parts, body: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`${parts.method} ${uriOf(parts)}\n${parts.clientId}.${parts.time}.`),
    body,
  ])
}
