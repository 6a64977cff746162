interface SignedMessage {
  readonly uri: string
  readonly clientId: string
  /** Request-Time or Response-Time to the letter: the same instant in another spelling is another text. */
  readonly time: string
  readonly body: Buffer
}

/**
 * The text that is signed, of a request and of its reply alike (docs/protocol.md, "The text to be signed"). Nothing
 * follows the body, and no byte of it is touched: escapes, spaces and line ends are signed too.
 */
export function signedText({ uri, clientId, time, body }: SignedMessage): Buffer {
  return Buffer.concat([Buffer.from(`POST ${uri}\n${clientId}.${time}.`), body])
}
