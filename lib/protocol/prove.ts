import { verifySignature } from './algorithms.ts'
import { candidateKeys } from './candidate-keys.ts'
import { type Checked, passed } from './checked.ts'
import type { ClientKeys } from './keys.ts'
import { type Attempt, type Refusal, refuse } from './refusal.ts'
import type { RequestTime } from './request.ts'
import { readRequestTime } from './request-time.ts'
import { parseSignatureHeader, type SignatureHeader } from './signature-header.ts'
import { signedText } from './signed-text.ts'

/** No message of the five platforms comes near it. */
export const MAX_BODY_BYTES = 1_048_576

const MAX_VERIFICATIONS = 6

interface Claims {
  /** Request-Time or Response-Time, to the letter. */
  readonly time: string
  readonly header: SignatureHeader
}

interface Message extends Claims {
  readonly uris: readonly string[]
  readonly body: Buffer
}

/** The key and the URI with which the signature holds. */
export interface Proof extends Attempt {
  readonly time: RequestTime
}

/** What can be refused of the two headers without a key: one that is missing, or a signature outside its grammar. */
export function readClaims(
  headers: ReadonlyMap<string, string>,
  timeHeader: 'request-time' | 'response-time',
): Checked<Claims, Refusal<'time-missing' | 'signature-missing' | 'signature-malformed'>> {
  const time = headers.get(timeHeader)
  if (time === undefined) return refuse('time-missing', '')
  const signature = headers.get('signature')
  if (signature === undefined) return refuse('signature-missing', '')
  const header = parseSignatureHeader(signature)
  return header.ok ? passed({ time, header: header.value }) : header
}

/**
 * Which key of the client made the signature, and over which of the URIs, every byte of the body included. The checks
 * run cheapest first, so that a forgery costs almost nothing, and the body is not parsed.
 */
export function prove(message: Message, client: ClientKeys) {
  const { time: text, header, uris, body } = message
  const time = readRequestTime(text)
  if (!time || !isWholeTime(time, body)) return refuse('time-malformed', text)

  const keys = candidateKeys(client, header)
  if (!keys.ok) return keys

  if (body.length > MAX_BODY_BYTES) return refuse('body-too-large', `${body.length} bytes`)

  const attempts: readonly Attempt[] = keys.value
    .flatMap((key) => uris.map((uri) => ({ key, uri })))
    .slice(0, MAX_VERIFICATIONS)
  const { clientId } = client
  const proven = attempts.find(({ key, uri }) =>
    verifySignature(signedText({ uri, clientId, time: text, body }), key, header.signature),
  )
  return proven ? passed<Proof>({ ...proven, time }) : refuse('signature-mismatch', '', attempts)
}

/** The longest piece of a time that a cut can put before a body, with its dot. */
const PIECE_AND_DOT_BYTES = 40
const objectOrBase64 = /^(?:\s*\{|[\w+/=%-]+\s*$)/

/**
 * The signed text joins its parts with dots, and a time may have a dot too: cut at another dot, the same text is
 * another time and another body under the same true signature. RFC 3339 shows where a time ends. Anything else may be a
 * piece of a time (`1685599933` of `1685599933.871`); the body must then show where it begins, as an object or as the
 * base64 of an encrypted one: neither begins with the rest of a time and a dot
 * (docs/protocol.md, "Why the grammar is strict: the dots").
 */
function isWholeTime({ text, epochMs }: RequestTime, body: Buffer): boolean {
  const endsOfItself = epochMs !== undefined && !/^\d+$/.test(text)
  return endsOfItself || objectOrBase64.test(body.toString('latin1', 0, PIECE_AND_DOT_BYTES))
}
