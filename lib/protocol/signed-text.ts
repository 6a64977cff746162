interface SignedMessage {
  readonly uri: string
  readonly clientId: string
  /** Request-Time or Response-Time verbatim: another spelling of the same instant is another text. */
  readonly time: string
  readonly body: Buffer
}

/**
 * The content to be signed, of a request and of its reply alike, as all five overviews print it. Nothing follows the
 * body, and no byte of it is touched: escapes, spaces and line ends are part of what is signed.
 */
export const signedText = ({ uri, clientId, time, body }: SignedMessage): Buffer =>
  Buffer.concat([Buffer.from(`POST ${uri}\n${clientId}.${time}.`), body])
