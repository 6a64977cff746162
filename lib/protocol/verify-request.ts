import { type Checked, passed } from './checked.ts'
import type { ClientKeys, KeyRing } from './keys.ts'
import { type Proof, prove, readClaims } from './prove.ts'
import { type Refusal, refuse } from './refusal.ts'
import type { PublicPaths, ReceivedRequest, VerifiedRequest } from './request.ts'
import { hasLegalPath, signedUris } from './signed-text.ts'

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
  const clientId = readClientId(received)
  if (!clientId.ok) return clientId
  const claims = readClaims(received.headers, 'request-time')
  if (!claims.ok) return claims

  const client = ring.client(clientId.value)
  if (client === undefined) return refuse('client-unknown', clientId.value)
  if (client === 'unreadable') return refuse('client-unreadable', clientId.value)

  const uris = signedUris(received, publicPaths)
  const proven = prove({ ...claims.value, uris, body: received.body }, client)
  return proven.ok ? passed(verified(received, client, proven.value)) : proven
}

/** The client whose key signs the answer to a refused request; undefined where nothing may be signed. */
export function namedClient(received: ReceivedRequest, ring: KeyRing): ClientKeys | undefined {
  if (!hasLegalPath(received)) return undefined
  const client = ring.client(received.headers.get('client-id') ?? '')
  return client === 'unreadable' ? undefined : client
}

function readClientId(received: ReceivedRequest): Checked<string, Refusal> {
  if (!hasLegalPath(received)) return refuse('path-illegal', received.rawPath)
  const clientId = received.headers.get('client-id')
  if (clientId === undefined) return refuse('client-missing', '')
  return clientIdGrammar.test(clientId) ? passed(clientId) : refuse('client-malformed', clientId)
}

function verified(
  { headers, body, receivedAt }: ReceivedRequest,
  client: ClientKeys,
  { key, uri, time }: Proof,
): VerifiedRequest {
  const agentToken = headers.get('agent-token') ?? ''
  return {
    client,
    requestTime: time,
    uri,
    keyVersion: key.version,
    proof: Object.fromEntries([...headers].filter(([name]) => proofHeaders.includes(name))),
    agentToken: agentTokenGrammar.test(agentToken) ? agentToken : undefined,
    body,
    receivedAt,
  }
}
