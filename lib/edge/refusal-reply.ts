import { hash } from 'node:crypto'
import { shortFingerprintOf } from '../protocol/fingerprint.ts'
import type { KeyRing } from '../protocol/keys.ts'
import type { Platform } from '../protocol/platform.ts'
import { quote } from '../protocol/quote.ts'
import type { Refusal } from '../protocol/refusal.ts'
import type { ReceivedRequest } from '../protocol/request.ts'
import { resultBody } from '../protocol/result.ts'
import { parseSignatureHeader } from '../protocol/signature-header.ts'
import { namedClient } from '../protocol/verify-request.ts'
import type { Answer } from './exchange.ts'
import { type Line, withoutQuery } from './line.ts'
import type { Disposition, Level } from './observer.ts'
import type { Reply } from './reply.ts'

/**
 * How a request that did not verify is answered. A refusal is signed over the received path where the request names a
 * client of ours; its sender learns the platform's code and nothing else.
 */
export function refusalOf(
  received: ReceivedRequest,
  ring: KeyRing,
  refusal: Refusal,
  { answers }: Platform,
): Answer {
  const { reason } = refusal
  const refused = (disposition: Disposition, level: Level, reply: Reply): Answer => ({
    reply,
    observation: { disposition, level, reason, evidence: evidenceOf(received, refusal) },
  })
  const sendAgain = resultBody(answers.sendAgain)
  if (ring.size === 0 || reason === 'client-unreadable')
    return refused('no-keys', 'error', { status: 503, body: sendAgain })
  if (reason === 'body-too-large') return refused('too-large', 'warn', { status: 413, body: sendAgain })
  if (reason === 'client-unknown')
    return refused('unknown-client', 'warn', { status: 200, body: resultBody(answers.unknownClient) })
  const client = namedClient(received, ring)
  return refused('refused', 'warn', {
    status: 200,
    body: resultBody(answers.notGenuine),
    signingContext: client && { client, uri: received.rawPath, refusal: true },
  })
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
    keysTried: distinct(tried.map(({ key }) => `${key.version} ${shortFingerprintOf(key.key)}`)),
    urisTried: distinct(tried.map(({ uri }) => quote(withoutQuery(uri)))),
  }
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}
