import published from '../../../docs/vectors/published.json' with { type: 'json' }
import { signedIn2019 } from './accepted-requests.ts'
import { plain, type RequestRow, refused } from './request-cases.ts'

const headers = (changed: Readonly<Record<string, string | readonly string[] | undefined>>) => ({
  received: { headers: changed },
})
const spelt = (parameters: string) => ({
  spell: (value: string) => `${parameters},signature=${encodeURIComponent(value)}`,
})

/** The published changes of a part that is signed; a changed URI is no change of what arrives. */
const changesOf2019 = published.tampered
  .filter(({ httpUri }) => httpUri === undefined)
  .map(
    ({ change, clientId, time, body }): RequestRow => ({
      ...signedIn2019,
      name: `Alipay’s notification of 2019: ${change}`,
      knownClient: clientId ?? published.genuine.clientId,
      received: {
        headers: { ...(clientId && { 'Client-Id': clientId }), ...(time && { 'Request-Time': time }) },
        ...(body && { body: Buffer.from(body) }),
      },
      expected: refused('signature-mismatch'),
    }),
  )

/** By the order of the checks. */
export const refusedRequests: readonly RequestRow[] = [
  {
    name: 'a line feed in the path, decoded by a gateway, which moves the start of the text',
    signed: { uri: '/antom/notify\nTEST_CLIENT_1.1.{}' },
    expected: refused('path-illegal'),
  },
  { name: 'a space in the path', signed: { uri: '/antom/ notify' }, expected: refused('path-illegal') },
  { name: 'no Client-Id', ...headers({ 'Client-Id': undefined }), expected: refused('client-missing') },
  {
    name: 'the Client-Id twice',
    ...headers({ 'Client-Id': ['TEST_CLIENT_1', 'TEST_CLIENT_1'] }),
    expected: refused('client-malformed'),
  },
  { name: 'an empty Client-Id', ...headers({ 'Client-Id': '' }), expected: refused('client-malformed') },
  { name: 'no Request-Time', ...headers({ 'Request-Time': undefined }), expected: refused('time-missing') },
  { name: 'no Signature', ...headers({ Signature: undefined }), expected: refused('signature-missing') },
  {
    name: 'no signature pair',
    spell: () => 'algorithm=RSA256,keyVersion=1',
    expected: refused('signature-malformed'),
  },
  {
    name: 'the Signature header twice',
    ...headers({ Signature: ['keyVersion=1,signature=AAAA', 'keyVersion=1,signature=AAAA'] }),
    expected: refused('signature-malformed'),
  },
  {
    name: 'a signature that is percent-encoded twice',
    spell: (value) => `keyVersion=1,signature=${encodeURIComponent(encodeURIComponent(value))}`,
    expected: refused('signature-malformed'),
  },
  {
    name: 'a Client-Id in another case',
    ...headers({ 'Client-Id': 'test_client_1' }),
    expected: refused('client-unknown'),
  },
  {
    name: 'a Client-Id that is a name of the prototype',
    signed: { clientId: '__proto__' },
    expected: refused('client-unknown'),
  },
  {
    name: 'the date of HTTP',
    signed: { time: 'Sat, 21 Nov 2026 02:00:30 GMT' },
    expected: refused('time-malformed'),
  },
  {
    name: 'the Request-Time twice',
    ...headers({ 'Request-Time': [plain.time, plain.time] }),
    expected: refused('time-malformed'),
  },
  {
    name: 'a genuine text cut at the dot of its fraction: the rest of the time stands before the body',
    signed: { time: '2026-11-21T02:00:30.123Z' },
    received: {
      headers: { 'Request-Time': '2026-11-21T02:00:30' },
      body: Buffer.concat([Buffer.from('123Z.'), plain.body]),
    },
    expected: refused('time-malformed'),
  },
  {
    name: 'a genuine text cut at the dot of an epoch with a fraction',
    signed: { time: '1795226430.123' },
    received: {
      headers: { 'Request-Time': '1795226430' },
      body: Buffer.concat([Buffer.from('123.'), plain.body]),
    },
    expected: refused('time-malformed'),
  },
  {
    name: 'the same with an Encrypt header, which is not signed',
    signed: { time: '1795226430.123' },
    received: {
      headers: { 'Request-Time': '1795226430', Encrypt: 'algorithm=RSA_AES, symmetricKey=AAAA' },
      body: Buffer.concat([Buffer.from('123.'), plain.body]),
    },
    expected: refused('time-malformed'),
  },
  {
    name: 'an epoch before an array, although it is genuine',
    signed: { time: '1795226430', body: Buffer.from('[1.5]') },
    expected: refused('time-malformed'),
  },
  {
    name: 'an epoch before no body, although it is genuine',
    signed: { time: '1795226430', body: Buffer.alloc(0) },
    expected: refused('time-malformed'),
  },
  {
    name: 'an algorithm that nobody has',
    ...spelt('algorithm=HS256,keyVersion=1'),
    expected: refused('algorithm-unknown'),
  },
  {
    name: 'a version that the client does not have',
    ...spelt('keyVersion=2'),
    expected: refused('key-version-unknown'),
  },
  {
    name: 'an algorithm that is not the key’s',
    ...spelt('algorithm=ECC256'),
    expected: refused('algorithm-mismatch'),
  },
  {
    name: 'a signature that is one byte too short',
    spell: (value) => `signature=${Buffer.from(value, 'base64').subarray(1).toString('base64')}`,
    expected: refused('signature-length'),
  },
  { name: 'another body', received: { body: Buffer.from('{}') }, expected: refused('signature-mismatch') },
  {
    name: 'a line feed after the body',
    received: { body: Buffer.concat([plain.body, Buffer.from('\n')]) },
    expected: refused('signature-mismatch'),
  },
  { name: 'another path', received: { path: '/antom/notify/' }, expected: refused('signature-mismatch') },
  {
    name: 'a query cut off that was signed',
    signed: { uri: '/antom/notify?order=1' },
    received: { path: '/antom/notify' },
    expected: refused('signature-mismatch'),
  },
  {
    name: 'the same instant in another spelling',
    ...headers({ 'Request-Time': '2026-11-21T02:00:30+00:00' }),
    expected: refused('signature-mismatch'),
  },
  {
    name: 'the signature of a key that the client does not have',
    verifying: [{ version: '1', key: 'test-alipay-2' }],
    expected: refused('signature-mismatch'),
  },
  {
    name: 'the older key under the newer version',
    verifying: [
      { version: '2', key: 'test-alipay-2' },
      { version: '1', key: 'test-alipay-1' },
    ],
    ...spelt('keyVersion=2'),
    expected: refused('signature-mismatch'),
  },
  ...changesOf2019,
]
