import { verifySignature } from './algorithms.ts'
import { candidateKeys } from './candidate-keys.ts'
import { type Checked, passed } from './checked.ts'
import type { ClientKeys, KeyRing, VerifyingKey } from './keys.ts'
import type { Refusal } from './refusal.ts'
import { refuse } from './refuse.ts'
import type { PublicPaths, ReceivedRequest, RequestTime, VerifiedRequest } from './request.ts'
import { readRequestTime } from './request-time.ts'
import { parseSignatureHeader, type SignatureHeader } from './signature-header.ts'
import { signedText } from './signed-text.ts'
import { hasLegalPath, type SignedUri, signedUris } from './signed-uris.ts'

/** No message of the five platforms comes near it. */
export const maxBodyBytes = 1_048_576

const maxVerifications = 6
const clientIdGrammar = /^[\x20-\x2b\x2d-\x7e]{1,128}$/
const agentTokenGrammar = /^[\x21-\x2b\x2d-\x7e]{1,128}$/
const proofHeaders = ['client-id', 'request-time', 'signature', 'encrypt']

/**
 * Tells whether a known client's key signed the request, body bytes and all. The checks run cheapest first, so that a
 * forgery costs almost nothing, and the body is never read. It says nothing of age or repetition: a captured request
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
  if (body.length > maxBodyBytes) return refuse('body-too-large', `${body.length} bytes`)

  const attempts: readonly Attempt[] = keys.value
    .flatMap((key) => signedUris(received, publicPaths).map((signed) => ({ key, signed })))
    .slice(0, maxVerifications)
  const proven = attempts.find(({ key, signed: { uri } }) =>
    verifySignature(signedText({ uri, clientId, time, body }), key, header.signature),
  )
  if (!proven) return refuse('signature-mismatch', attempts.map(describe).join(', '))
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

interface Attempt {
  readonly key: VerifyingKey
  readonly signed: SignedUri
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

/** The longest piece of a time that a cut can put before a body, and its dot. */
const timeAndDot = 40
const objectOrBase64 = /^(?:\s*\{|[\w+/=%-]+\s*$)/

/**
 * The signed text has dots of its own, so that a true signature also covers it cut at others. RFC 3339 shows where a
 * time ends. A piece of a time does not parse, or is an epoch (`1685599933` of `1685599933.871`): then the body must show
 * where it begins, as an object or as the base64 of an encrypted one, for a piece of a time before it has a dot.
 */
function isWholeTime({ text, epochMs }: RequestTime, body: Buffer): boolean {
  const endsOfItself = epochMs !== undefined && !/^\d+$/.test(text)
  return endsOfItself || objectOrBase64.test(body.toString('latin1', 0, timeAndDot))
}

/** Without the query, which may hold secrets of its own. */
const describe = ({ key, signed }: Attempt): string => `${key.version} over ${signed.uri.split('?', 1)[0]}`

function verified(
  { headers, body, receivedAt }: ReceivedRequest,
  client: ClientKeys,
  requestTime: RequestTime,
  { key, signed }: Attempt,
): VerifiedRequest {
  const agentToken = headers.get('agent-token') ?? ''
  return {
    client,
    requestTime,
    uri: signed.uri,
    uriIsPublicPath: signed.isPublicPath,
    keyVersion: key.version,
    proof: Object.fromEntries([...headers].filter(([name]) => proofHeaders.includes(name))),
    agentToken: agentTokenGrammar.test(agentToken) ? agentToken : undefined,
    body,
    receivedAt,
  }
}
