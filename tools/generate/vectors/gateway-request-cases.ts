import { type KeyName, testSignature } from './test-keys.ts'

export interface GatewayRequestCase {
  readonly name: string
  readonly input: {
    readonly platform: string
    readonly uri: string
    readonly clientId: string
    readonly sentAt: number
    readonly body: string
    readonly signing: { readonly version: string; readonly key: KeyName }
  }
  readonly signedTextBase64: string
  readonly expected: { readonly headers: Readonly<Record<string, string>> }
}

const clientId = 'TEST_CLIENT_1'
const partner = { version: '1', key: 'test-partner-1' } as const
const SENT_AT = '2026-11-21T02:00:30.987Z'
const SECONDS = '2026-11-21T02:00:30Z'

const questions: readonly (readonly [
  name: string,
  platform: string,
  uri: string,
  time: string,
  body: string,
])[] = [
  [
    'antom: a payment',
    'antom',
    '/ams/api/v1/payments/inquiryPayment',
    SENT_AT,
    '{"paymentRequestId":"TEST_REQUEST_1"}',
  ],
  [
    'antom: in its sandbox',
    'antom',
    '/ams/sandbox/api/v1/payments/inquiryPayment',
    SENT_AT,
    '{"paymentRequestId":"TEST_REQUEST_1"}',
  ],
  [
    'acquirer: an id beyond ASCII',
    'acquirer',
    '/aps/api/v1/payments/inquiryPayment',
    SECONDS,
    '{"paymentRequestId":"é"}',
  ],
  [
    'mini-program: milliseconds',
    'mini-program',
    '/v2/payments/inquiryPayment',
    SENT_AT,
    '{"paymentId":"TEST_PAYMENT_1"}',
  ],
  [
    'worldfirst: seconds',
    'worldfirst',
    '/amsin/api/v1/business/fund/inquiryTransfer',
    SECONDS,
    '{"transferRequestId":"1"}',
  ],
]

/** Requests of the partner to a gateway, with the headers that they have. */
export function gatewayRequestCases(): readonly GatewayRequestCase[] {
  return questions.map(([name, platform, uri, time, body]) => {
    const text = Buffer.from(`POST ${uri}\n${clientId}.${time}.${body}`)
    const headers = {
      'Client-Id': clientId,
      'Request-Time': time,
      'Content-Type': 'application/json; charset=UTF-8',
      Signature: `algorithm=RSA256,keyVersion=1,signature=${encodeURIComponent(testSignature(text, partner.key))}`,
    }
    const input = { platform, uri, clientId, sentAt: Date.parse(SENT_AT), body, signing: partner }
    return { name, input, signedTextBase64: text.toString('base64'), expected: { headers } }
  })
}
