import { verifySignature } from './algorithms.ts'
import { candidateKeys } from './candidate-keys.ts'
import { type Checked, passed } from './checked.ts'
import type { ClientKeys, KeyRing } from './keys.ts'
import { type Attempt, type Refusal, refuse } from './refusal.ts'
import type { PublicPaths, ReceivedRequest, RequestTime, VerifiedRequest } from './request.ts'
import { readRequestTime } from './request-time.ts'
import { parseSignatureHeader, type SignatureHeader } from './signature-header.ts'
import { hasLegalPath, signedText, signedUris } from './signed-text.ts'

/** No message of the five platforms comes near it. */
export const MAX_BODY_BYTES = 1_048_576

const MAX_VERIFICATIONS = 6
const clientIdGrammar = /^[\x20-\x2b\x2d-\x7e]{1,128}$/
const agentTokenGrammar = /^[\x21-\x2b\x2d-\x7e]{1,128}$/
const proofHeaders = ['client-id', 'request-time', 'signature', 'encrypt']

/**
 * Whether a known client's key signed the request with every byte of its body. The checks run cheapest first, so that
 * a forgery costs almost nothing, and the body is not parsed. Nothing is said of age or repetition: a captured request
 * verifies for ever.
 */
export function verifyRequest(
  received: ReceivedRequest,
  ring: KeyRing,
  publicPaths: PublicPaths,
): Checked<VerifiedRequest, Refusal> {
  const claims = readClaims(received)
  if (!claims.ok) return claims
  const { clientId, time, header } = claims.value

  const client = ring.client(clientId)
  if (client === undefined) return refuse('client-unknown', clientId)
  if (client === 'unreadable') return refuse('client-unreadable', clientId)

  const requestTime = readRequestTime(time)
  if (!requestTime || !isWholeTime(requestTime, received.body)) return refuse('time-malformed', time)

  const keys = candidateKeys(client, header)
  if (!keys.ok) return keys

  const { body } = received
  if (body.length > MAX_BODY_BYTES) return refuse('body-too-large', `${body.length} bytes`)

  const attempts: readonly Attempt[] = keys.value
    .flatMap((key) => signedUris(received, publicPaths).map((uri) => ({ key, uri })))
    .slice(0, MAX_VERIFICATIONS)
  const proven = attempts.find(({ key, uri }) =>
    verifySignature(signedText({ uri, clientId, time, body }), key, header.signature),
  )
  if (!proven) return refuse('signature-mismatch', '', attempts)
  return passed(verified(received, client, requestTime, proven))
}

/** The client whose key signs the answer to a refused request; undefined where nothing may be signed. */
export function namedClient(received: ReceivedRequest, ring: KeyRing): ClientKeys | undefined {
  if (!hasLegalPath(received)) return undefined
  const client = ring.client(received.headers.get('client-id') ?? '')
  return client === 'unreadable' ? undefined : client
}

interface Claims {
  readonly clientId: string
  readonly time: string
  readonly header: SignatureHeader
}

/** What can be refused without a key: a part that is missing, doubled or outside its grammar. */
function readClaims(received: ReceivedRequest): Checked<Claims, Refusal> {
  if (!hasLegalPath(received)) return refuse('path-illegal', received.rawPath)
  const { headers } = received
  const clientId = headers.get('client-id')
  if (clientId === undefined) return refuse('client-missing', '')
  if (!clientIdGrammar.test(clientId)) return refuse('client-malformed', clientId)
  const time = headers.get('request-time')
  if (time === undefined) return refuse('time-missing', '')
  const signature = headers.get('signature')
  if (signature === undefined) return refuse('signature-missing', '')
  const header = parseSignatureHeader(signature)
  return header.ok ? passed({ clientId, time, header: header.value }) : header
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

function verified(
  { headers, body, receivedAt }: ReceivedRequest,
  client: ClientKeys,
  requestTime: RequestTime,
  { key, uri }: Attempt,
): VerifiedRequest {
  const agentToken = headers.get('agent-token') ?? ''
  return {
    client,
    requestTime,
    uri,
    keyVersion: key.version,
    proof: Object.fromEntries([...headers].filter(([name]) => proofHeaders.includes(name))),
    agentToken: agentTokenGrammar.test(agentToken) ? agentToken : undefined,
    body,
    receivedAt,
  }
}
