import published from '../../../docs/vectors/published.json' with { type: 'json' }
import { ecdsaSignatures } from './ecdsa-signatures.ts'
import { type KeyName, testSignature } from './test-keys.ts'

/** What a case is made from; whatever a row does not say is as in `plain`. */
export interface RequestRow {
  readonly name: string
  /** What the sender signs. */
  readonly signed?: Partial<typeof plain>
  readonly signer?: KeyName
  /** The Signature header of a signature in base64. */
  readonly spell?: (base64: string) => string
  /** What arrives in place of what was signed; a header that is undefined is missing, one with several values is doubled. */
  readonly received?: {
    readonly path?: string
    readonly query?: string
    readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>
    readonly body?: Buffer
  }
  readonly knownClient?: string
  readonly verifying?: ArrivedRequest['client']['verifying']
  readonly publicPathPrefix?: string
  readonly publicPaths?: readonly string[]
  readonly expected: Expected
}

type Expected =
  | { readonly verdict: 'accepted'; readonly uri: string; readonly keyVersion: string }
  | { readonly verdict: 'refused'; readonly reason: string }

interface ArrivedRequest {
  readonly request: {
    readonly method: 'POST'
    readonly path: string
    readonly query: string
    readonly headers: readonly (readonly [name: string, value: string])[]
    readonly bodyBase64: string
  }
  readonly client: {
    readonly clientId: string
    readonly verifying: readonly { readonly version: string; readonly key: KeyName }[]
  }
  readonly publicPathPrefix: string
  readonly publicPaths: readonly string[]
}

export interface RequestCase {
  readonly name: string
  readonly input: ArrivedRequest
  readonly signedTextBase64: string
  readonly expected: Expected
}

export const plain = {
  uri: '/antom/notify',
  clientId: 'TEST_CLIENT_1',
  time: '2026-11-21T02:00:30Z',
  body: Buffer.from('{"notifyType":"PAYMENT_RESULT"}'),
}

export const accepted = (uri = plain.uri, keyVersion = '1'): Expected => ({
  verdict: 'accepted',
  uri,
  keyVersion,
})

export const refused = (reason: string): Expected => ({ verdict: 'refused', reason })

/** Signs as the documents say, with node:crypto alone, and then changes what the row says. */
export function requestCase({ received = {}, ...row }: RequestRow): RequestCase {
  const { signer = 'test-alipay-1', spell = usualSpelling } = row
  const { uri, clientId, time, body } = { ...plain, ...row.signed }
  const text = Buffer.concat([Buffer.from(`POST ${uri}\n${clientId}.${time}.`), body])
  const headers = {
    'Client-Id': clientId,
    'Request-Time': time,
    Signature: spell(signatureOf(text, signer)),
    'Content-Type': 'application/json; charset=UTF-8',
    ...received.headers,
  }
  const request = {
    method: 'POST',
    path: received.path ?? uri,
    query: received.query ?? '',
    headers: Object.entries(headers).flatMap(([name, value = []]) =>
      [value].flat().map((one) => [name, one] as const),
    ),
    bodyBase64: (received.body ?? body).toString('base64'),
  } as const
  const client = {
    clientId: row.knownClient ?? plain.clientId,
    verifying: row.verifying ?? [{ version: '1', key: signer }],
  }
  const { name, publicPathPrefix = '', publicPaths = [], expected } = row
  const input = { request, client, publicPathPrefix, publicPaths }
  return { name, input, signedTextBase64: text.toString('base64'), expected }
}

const usualSpelling = (base64: string): string =>
  `algorithm=RSA256, keyVersion=1, signature=${encodeURIComponent(base64)}`

function signatureOf(text: Buffer, signer: KeyName): string {
  if (signer === 'alipay-2019') return decodeURIComponent(published.genuine.signature)
  return ecdsaSignatures[signer] ?? testSignature(text, signer)
}
