import { type GatewayReplyRow, plainReply } from './gateway-reply-cases.ts'

const partner = { version: '1', key: 'test-partner-1' } as const
const alipay = { version: '1', key: 'test-alipay-1' } as const
const newer = { version: '2', key: 'test-alipay-2' } as const
const MILLIS = '2026-11-21T02:00:31.123Z'

function accepted(keyVersion = '1', time = plainReply.time): GatewayReplyRow['expected'] {
  return { verdict: 'accepted', keyVersion, respondedAt: Date.parse(time) }
}
function refused(reason: string): GatewayReplyRow['expected'] {
  return { verdict: 'refused', reason }
}

/** Accepted first; then by the order of the checks. */
export const gatewayReplies: readonly GatewayReplyRow[] = [
  { name: 'the plain reply', expected: accepted() },
  { name: 'milliseconds', signed: { time: MILLIS }, expected: accepted('1', MILLIS) },
  {
    name: 'epoch milliseconds',
    signed: { time: String(Date.parse(MILLIS)) },
    expected: accepted('1', MILLIS),
  },
  { name: 'no Client-Id', headers: { 'Client-Id': undefined }, expected: accepted() },
  {
    name: 'header names in lower case, raw base64',
    headers: { 'Response-Time': undefined, 'response-time': plainReply.time },
    spell: (value) => `algorithm=RSA256,keyVersion=1,signature=${value}`,
    expected: accepted(),
  },
  {
    name: 'no keyVersion, signed with the newer key',
    signer: newer,
    verifying: [newer, alipay],
    spell: (value) => `algorithm=RSA256,signature=${encodeURIComponent(value)}`,
    expected: accepted('2'),
  },
  {
    name: 'the reply to another client, which it names',
    signed: { clientId: 'TEST_CLIENT_2' },
    expected: refused('client-other'),
  },
  {
    name: 'the Client-Id twice',
    headers: { 'Client-Id': [plainReply.clientId, plainReply.clientId] },
    expected: refused('client-other'),
  },
  {
    name: 'the reply to another client, which it does not name',
    signed: { clientId: 'TEST_CLIENT_2' },
    headers: { 'Client-Id': undefined },
    expected: refused('signature-mismatch'),
  },
  { name: 'no Response-Time', headers: { 'Response-Time': undefined }, expected: refused('time-missing') },
  {
    name: 'a Request-Time in place of the Response-Time',
    headers: { 'Response-Time': undefined, 'Request-Time': plainReply.time },
    expected: refused('time-missing'),
  },
  {
    name: 'a time that names no instant, although it is genuine',
    signed: { time: '2026-11-21T02:00:31' },
    expected: refused('time-malformed'),
  },
  {
    name: 'a genuine text cut at the dot of its fraction',
    signed: { time: MILLIS },
    headers: { 'Response-Time': '2026-11-21T02:00:31' },
    body: `123Z.${plainReply.body}`,
    expected: refused('time-malformed'),
  },
  { name: 'no Signature', headers: { Signature: undefined }, expected: refused('signature-missing') },
  {
    name: 'the Signature header twice',
    headers: { Signature: ['signature=AAAA', 'signature=AAAA'] },
    expected: refused('signature-malformed'),
  },
  {
    name: 'an algorithm that nobody has',
    spell: (value) => `algorithm=none,signature=${encodeURIComponent(value)}`,
    expected: refused('algorithm-unknown'),
  },
  {
    name: 'a version that the client does not have',
    spell: (value) => `keyVersion=2,signature=${encodeURIComponent(value)}`,
    expected: refused('key-version-unknown'),
  },
  {
    name: 'an algorithm that is not the key’s',
    spell: (value) => `algorithm=ECC224,signature=${encodeURIComponent(value)}`,
    expected: refused('algorithm-mismatch'),
  },
  {
    name: 'a signature of three bytes',
    spell: () => 'signature=AAAA',
    expected: refused('signature-length'),
  },
  {
    name: 'another body',
    body: plainReply.body.replace('"SUCCESS"}', '"FAIL"}'),
    expected: refused('signature-mismatch'),
  },
  {
    name: 'another Response-Time',
    headers: { 'Response-Time': '2026-11-21T02:00:32Z' },
    expected: refused('signature-mismatch'),
  },
  {
    name: 'the reply to a request at another URI',
    signed: { uri: '/ams/api/v1/payments/inquiryRefund' },
    expected: refused('signature-mismatch'),
  },
  {
    name: 'signed with the partner’s own key',
    signer: partner,
    verifying: [alipay],
    expected: refused('signature-mismatch'),
  },
]
