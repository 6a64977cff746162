import { type KeyName, testSignature } from './test-keys.ts'

interface NamedKey {
  readonly version: string
  readonly key: KeyName
}

type Verdict =
  | { readonly verdict: 'accepted'; readonly keyVersion: string; readonly respondedAt: number }
  | { readonly verdict: 'refused'; readonly reason: string }

export interface GatewayReplyCase {
  readonly name: string
  readonly input: {
    /** The request that was sent. */
    readonly request: { readonly uri: string; readonly clientId: string }
    readonly headers: readonly (readonly [name: string, value: string])[]
    readonly bodyBase64: string
    readonly verifying: readonly NamedKey[]
  }
  readonly signedTextBase64: string
  readonly expected: Verdict
}

export interface GatewayReplyRow {
  readonly name: string
  /** What Alipay signs. */
  readonly signed?: Partial<typeof plainReply>
  readonly signer?: NamedKey
  readonly verifying?: readonly NamedKey[]
  readonly spell?: (base64: string) => string
  /** What arrives in its place; a header that is undefined is missing, one with several values is doubled. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body?: string
  readonly expected: Verdict
}

const alipay = { version: '1', key: 'test-alipay-1' } as const

export const plainReply = {
  uri: '/ams/api/v1/payments/inquiryPayment',
  clientId: 'TEST_CLIENT_1',
  time: '2026-11-21T02:00:31Z',
  body: '{"result":{"resultCode":"SUCCESS","resultStatus":"S"},"paymentStatus":"SUCCESS"}',
}

/** A reply of a gateway as the partner gets it: signed as the documents say, and then changed as the row says. */
export function gatewayReplyCase({
  headers: changed,
  body: changedBody,
  ...row
}: GatewayReplyRow): GatewayReplyCase {
  const { name, signer = alipay, verifying = [signer], spell = usualSpelling, expected } = row
  const { uri, clientId, time, body } = { ...plainReply, ...row.signed }
  const text = Buffer.from(`POST ${uri}\n${clientId}.${time}.${body}`)
  const headers = {
    'Client-Id': clientId,
    'Response-Time': time,
    'Content-Type': 'application/json;charset=UTF-8',
    Signature: spell(testSignature(text, signer.key)),
    ...changed,
  }
  const input = {
    request: { uri: plainReply.uri, clientId: plainReply.clientId },
    headers: Object.entries(headers).flatMap(([header, value = []]) =>
      [value].flat().map((one) => [header, one] as const),
    ),
    bodyBase64: Buffer.from(changedBody ?? body).toString('base64'),
    verifying,
  }
  return { name, input, signedTextBase64: text.toString('base64'), expected }
}

function usualSpelling(base64: string): string {
  return `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(base64)}`
}
