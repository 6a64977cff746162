import { hash } from 'node:crypto'
import type { KeyRing, VerifyingKey } from '../protocol/keys.ts'
import type { Platform } from '../protocol/platform.ts'
import { quote } from '../protocol/quote.ts'
import type { Refusal } from '../protocol/refusal.ts'
import type { ReceivedRequest } from '../protocol/request.ts'
import { resultBody } from '../protocol/result.ts'
import { parseSignatureHeader } from '../protocol/signature-header.ts'
import { namedClient } from '../protocol/verify-request.ts'
import { type Line, withoutQuery } from './line.ts'
import type { Observation } from './observer.ts'
import type { Reply } from './reply.ts'

const FINGERPRINT_LENGTH = 16

/**
 * How a request that did not verify is answered, and what is told of it (design §2). A refusal is signed over the
 * received path where the request names a client of ours; it tells the sender the platform's code and nothing else.
 */
export function refusalOf(
  received: ReceivedRequest,
  ring: KeyRing,
  refusal: Refusal,
  { answers }: Platform,
): { readonly reply: Reply; readonly observation: Observation } {
  const { reason } = refusal
  const told = { reason, evidence: evidenceOf(received, refusal) }
  if (ring.size === 0 || reason === 'client-unreadable') {
    return {
      reply: { status: 503, body: resultBody(answers.sendAgain) },
      observation: { disposition: 'no-keys', level: 'error', ...told },
    }
  }
  if (reason === 'body-too-large') {
    return {
      reply: { status: 413, body: resultBody(answers.sendAgain) },
      observation: { disposition: 'too-large', level: 'warn', ...told },
    }
  }
  if (reason === 'client-unknown') {
    return {
      reply: { status: 200, body: resultBody(answers.unknownClient) },
      observation: { disposition: 'unknown-client', level: 'warn', ...told },
    }
  }
  const client = namedClient(received, ring)
  const signingContext = client && { client, uri: received.rawPath, refusal: true }
  return {
    reply: { status: 200, body: resultBody(answers.notGenuine), signingContext },
    observation: { disposition: 'refused', level: 'warn', ...told },
  }
}

/** What answers why a signature is refused. Of the body, in which nothing is believed yet, only a digest. */
function evidenceOf({ headers, body }: ReceivedRequest, { evidence, tried }: Refusal): Line {
  const signature = parseSignatureHeader(headers.get('signature') ?? '')
  const { algorithm, keyVersion } = signature.ok
    ? signature.value
    : { algorithm: undefined, keyVersion: undefined }
  const claims = {
    clientId: headers.get('client-id'),
    requestTime: headers.get('request-time'),
    algorithm,
    keyVersion,
  }
  return {
    evidence,
    claimed: Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, value && quote(value)])),
    bodySha256: hash('sha256', body),
    keysTried: distinct(tried.map(({ key }) => `${key.version} ${fingerprintOf(key)}`)),
    urisTried: distinct(tried.map(({ uri }) => quote(withoutQuery(uri)))),
  }
}

/** The first digits of the SHA-256 of a public key in DER (SPKI), as OpenSSL writes it. */
function fingerprintOf({ key }: VerifyingKey): string {
  return hash('sha256', key.export({ type: 'spki', format: 'der' })).slice(0, FINGERPRINT_LENGTH)
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}
