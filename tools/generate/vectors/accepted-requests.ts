import published from '../../../docs/vectors/published.json' with { type: 'json' }
import { accepted, type RequestRow } from './request-cases.ts'

const body = (text: string) => ({ body: Buffer.from(text) })
const { httpUri: uri, clientId, time, body: publishedBody } = published.genuine

/** What Alipay signed in 2019. */
export const signedIn2019 = {
  signed: { uri, clientId, time, body: Buffer.from(publishedBody) },
  signer: 'alipay-2019',
  knownClient: clientId,
} as const

const rotating = [
  { version: '2', key: 'test-alipay-2' },
  { version: '1', key: 'test-alipay-1' },
] as const

export const acceptedRequests: readonly RequestRow[] = [
  { name: 'the plain request', expected: accepted() },
  { name: 'Alipay’s notification of 2019', ...signedIn2019, expected: accepted(uri) },
  {
    name: 'Alipay’s notification of 2019 at its own URL, whose query was not signed',
    ...signedIn2019,
    received: { query: 'allPayTn=5a9ddf96cc89dd30134549d68abbbd4a' },
    expected: accepted(uri),
  },
  {
    name: 'Alipay’s notification of 2019 behind a proxy that changed the path',
    ...signedIn2019,
    received: { path: '/antom/notify' },
    publicPaths: [uri],
    expected: accepted(uri),
  },
  {
    name: 'raw base64',
    spell: (value) => `algorithm=RSA256, keyVersion=1, signature=${value}`,
    expected: accepted(),
  },
  {
    name: 'url-safe base64 without padding',
    spell: (value) => `keyVersion=1,signature=${Buffer.from(value, 'base64').toString('base64url')}`,
    expected: accepted(),
  },
  {
    name: 'lower-case hex',
    spell: (value) =>
      `keyVersion=1,signature=${encodeURIComponent(value).replace(/%../g, (octet) => octet.toLowerCase())}`,
    expected: accepted(),
  },
  {
    name: 'the algorithm in lower case, names in upper case, the signature first',
    spell: (value) => `SIGNATURE=${encodeURIComponent(value)},KEYVERSION=1,ALGORITHM=rsa256`,
    expected: accepted(),
  },
  {
    name: 'header names in other cases',
    received: { headers: { 'Client-Id': undefined, 'CLIENT-id': 'TEST_CLIENT_1' } },
    expected: accepted(),
  },
  { name: 'no Content-Type', received: { headers: { 'Content-Type': undefined } }, expected: accepted() },
  {
    name: 'no keyVersion, signed with the newest key',
    signer: 'test-alipay-2',
    verifying: rotating,
    spell: (value) => `algorithm=RSA256,signature=${encodeURIComponent(value)}`,
    expected: accepted(undefined, '2'),
  },
  {
    name: 'keyVersion 0, signed with the older key',
    verifying: rotating,
    spell: (value) => `algorithm=RSA256,keyVersion=0,signature=${encodeURIComponent(value)}`,
    expected: accepted(),
  },
  {
    name: 'the first of two keys that share a version',
    verifying: [
      { version: '1', key: 'test-alipay-1' },
      { version: '1', key: 'test-alipay-2' },
    ],
    expected: accepted(),
  },
  {
    name: 'the second of two keys that share a version',
    verifying: [
      { version: '1', key: 'test-alipay-2' },
      { version: '1', key: 'test-alipay-1' },
    ],
    expected: accepted(),
  },
  {
    name: 'a query that was signed',
    signed: { uri: '/antom/notify?order=1%202' },
    received: { path: '/antom/notify', query: 'order=1%202' },
    expected: accepted('/antom/notify?order=1%202'),
  },
  {
    name: 'a query that was not signed',
    received: { query: 'order=1%202' },
    expected: accepted(),
  },
  {
    name: 'a prefix that a proxy cut off',
    signed: { uri: '/pay/antom/notify' },
    received: { path: '/antom/notify' },
    publicPathPrefix: '/pay',
    expected: accepted('/pay/antom/notify'),
  },
  {
    name: 'a body with a CRLF, an escaped slash and an emoji',
    signed: body('{\r\n"a": "\\/ 😀"}'),
    expected: accepted(),
  },
  { name: 'a body with a byte order mark', signed: body('\ufeff{}'), expected: accepted() },
  { name: 'a body that is not UTF-8', signed: { body: Buffer.from('7bfffe', 'hex') }, expected: accepted() },
  { name: 'a body full of dots', signed: body('{"a":"1.2","b":"3.{"}'), expected: accepted() },
  { name: 'no body', signed: body(''), expected: accepted() },
  { name: 'milliseconds', signed: { time: '2026-11-21T02:00:30.123Z' }, expected: accepted() },
  { name: 'an offset', signed: { time: '2026-11-21T07:30:30+05:30' }, expected: accepted() },
  { name: 'epoch milliseconds', signed: { time: '1795226430123' }, expected: accepted() },
  { name: 'epoch seconds', signed: { time: '1795226430' }, expected: accepted() },
  {
    name: 'an epoch, and white space before the brace of the body',
    signed: { time: '1795226430', ...body(' \n{"a":1.5}') },
    expected: accepted(),
  },
  {
    name: 'an epoch before base64, as an encrypted body is',
    signed: { time: '1795226430123', ...body(Buffer.alloc(48, 'x').toString('base64')) },
    expected: accepted(),
  },
  {
    name: 'an array, after a time that shows where it ends',
    signed: body('[1.5]'),
    expected: accepted(),
  },
  {
    name: 'a time without an offset, which names no instant',
    signed: { time: '2026-11-21T02:00:30' },
    expected: accepted(),
  },
  {
    name: 'ECC256 in DER',
    signer: 'test-alipay-ecc256-der',
    spell: (value) => `algorithm=ECC256,keyVersion=1,signature=${encodeURIComponent(value)}`,
    expected: accepted(),
  },
  {
    name: 'ECC256, r and s side by side',
    signer: 'test-alipay-ecc256-raw',
    spell: (value) => `signature=${encodeURIComponent(value)}`,
    expected: accepted(),
  },
  {
    name: 'ECC224 with SHA-224, in DER',
    signer: 'test-alipay-ecc224-der',
    spell: (value) => `algorithm=ecc224,keyVersion=1,signature=${encodeURIComponent(value)}`,
    expected: accepted(),
  },
  {
    name: 'ECC224 with SHA-256, r and s side by side',
    signer: 'test-alipay-ecc224-raw',
    spell: (value) => `algorithm=ECC224,signature=${encodeURIComponent(value)}`,
    expected: accepted(),
  },
]
