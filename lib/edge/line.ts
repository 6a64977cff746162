/** Every field that a line of the log may have, beside those of Powertools; docs/operate.md says what each means. */
export const lineFields = [
  'correlationId',
  'functionRequestId',
  'messageId',
  'platform',
  'contract',
  'path',
  'bytes',
  'durationMs',
  'waitedMs',
  'status',
  'signed',
  'backendMs',
  'api',
  'remarks',
  'clientId',
  'keyVersion',
  'uri',
  'requestTime',
  'contentTypeMissing',
  'subject',
  'misunderstood',
  'operation',
  'disposition',
  'reason',
  'evidence',
  'askAt',
  'claimed',
  'bodySha256',
  'keysTried',
  'urisTried',
  'kept',
  'subjectKey',
  'receiptKey',
  'done',
  'left',
  'error',
  'cause',
  'secret',
  'problems',
] as const

/** What a line says beside its message: never a body, a token, a key or a signature. */
export type Line = { readonly [Field in (typeof lineFields)[number]]?: unknown }

/** A query may hold secrets of the partner's own. */
export function withoutQuery(uri: string): string {
  return uri.split('?', 1)[0] ?? ''
}

/** An error of the SDK or of ours: its name and message, which hold no content of a request. */
export function causeOf(cause: unknown): Line {
  return cause instanceof Error ? { error: cause.name, cause: cause.message } : { error: String(cause) }
}
