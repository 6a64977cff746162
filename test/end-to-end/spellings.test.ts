import { describe, expect, it } from 'vitest'
import { type SignedRequest, signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, TAKEN } from '../support/answer.ts'
import { startStack } from '../support/local-stack.ts'
import { newBody, signatureOf, withHeader, withSignature } from '../support/requests.ts'

const stack = await startStack()
const antom = stack.sender('antom')
const path = '/antom/notify/notifyPayment'

const sign = (options = {}) => signRequest(antom, newBody('antom'), options)

async function expectTaken(request: SignedRequest, uri = request.target): Promise<void> {
  const { value, left } = await stack.leaving(() => answerTo(request, antom, uri))
  expect(value).toBe(TAKEN)
  expect(left).toMatchObject([{ api: 'notifyPayment', body: request.body }])
}

describe('a Signature header', () => {
  const encode = encodeURIComponent
  const toLowerHex = (text: string) => text.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase())
  const toUrlSafe = (base64: string) => Buffer.from(base64, 'base64').toString('base64url')

  /** Signs until the signature has both characters that the alphabets differ in. */
  function signWithBoth(): SignedRequest {
    for (let request = sign(); ; request = sign()) {
      const signature = signatureOf(request)
      if (signature.includes('+') && signature.includes('/')) return request
    }
  }

  const spellings: Readonly<Record<string, (base64: string) => string>> = {
    'without spaces': (base64) => `algorithm=RSA256,keyVersion=1,signature=${encode(base64)}`,
    'with a space after each comma': (base64) =>
      `algorithm=RSA256, keyVersion=1, signature=${encode(base64)}`,
    'with spaces everywhere': (base64) =>
      ` algorithm = RSA256 ,\tkeyVersion = 1 , signature = ${encode(base64)} `,
    'with the signature first': (base64) => `signature=${encode(base64)}, keyVersion=1, algorithm=RSA256`,
    'with the key version first': (base64) => `keyVersion=1,algorithm=RSA256,signature=${encode(base64)}`,
    'with keys in lower case': (base64) => `algorithm=RSA256,keyversion=1,signature=${encode(base64)}`,
    'with keys in upper case': (base64) => `ALGORITHM=RSA256,KEYVERSION=1,SIGNATURE=${encode(base64)}`,
    'with the algorithm in lower case': (base64) =>
      `algorithm=rsa256,keyVersion=1,signature=${encode(base64)}`,
    'with lower-case hex': (base64) =>
      `algorithm=RSA256,keyVersion=1,signature=${toLowerHex(encode(base64))}`,
    'with raw base64': (base64) => `algorithm=RSA256,keyVersion=1,signature=${base64}`,
    'with url-safe base64': (base64) => `algorithm=RSA256,keyVersion=1,signature=${toUrlSafe(base64)}`,
    'with padded url-safe base64': (base64) =>
      `algorithm=RSA256,keyVersion=1,signature=${toUrlSafe(base64)}==`,
    'with encoded url-safe base64': (base64) =>
      `algorithm=RSA256,keyVersion=1,signature=${encode(`${toUrlSafe(base64)}==`)}`,
    'without an algorithm': (base64) => `keyVersion=1,signature=${encode(base64)}`,
    'without a key version': (base64) => `algorithm=RSA256,signature=${encode(base64)}`,
    'with key version 0': (base64) => `algorithm=RSA256,keyVersion=0,signature=${encode(base64)}`,
    'with nothing but the signature': (base64) => `signature=${encode(base64)}`,
    'with a pair that we do not know': (base64) => `algorithm=RSA256,signature=${encode(base64)},salt=1`,
  }

  it.each(Object.entries(spellings))('%s is taken', (_, spell) =>
    expectTaken(withSignature(signWithBoth(), spell)),
  )
})

describe('the name of a header', () => {
  it.each([
    ['lower', (name: string) => name.toLowerCase()],
    ['upper', (name: string) => name.toUpperCase()],
  ])('is taken in %s case', (_, recase) => {
    const request = sign()
    const headers = request.headers.map(([name, value]) => [recase(name), value] as const)
    return expectTaken({ ...request, headers })
  })
})

describe('a Content-Type', () => {
  it('that is missing makes no difference', () => expectTaken(withHeader(sign(), 'Content-Type')))

  it.each([
    'application/json',
    'Application/JSON;charset=utf-8',
    'text/plain; charset=UTF-8',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'multipart/form-data; boundary=x',
    'application/json; charset=GBK',
    'nonsense',
  ])('%s makes no difference', (type) => expectTaken(withHeader(sign(), 'Content-Type', type)))
})

describe('a URI', () => {
  const query = 'merchant=1&name=%E4%BD%A0%20+&empty='

  it('is taken without the API’s name', () => expectTaken(sign({ target: '/antom/notify' })))

  it('is taken with a query that was not signed', () =>
    expectTaken(sign({ target: `${path}?${query}`, uri: path }), path))

  it('is taken with a query that was signed', () => expectTaken(sign({ target: `${path}?${query}` })))
})

describe('a Request-Time', () => {
  const MINUTE = 60_000
  /** The time of now where clocks are so many minutes ahead of UTC. */
  const inZone = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString()

  it.each([
    ['in milliseconds of the epoch', String(Date.now())],
    ['in seconds of the epoch', String(Date.now()).slice(0, 10)],
    ['in whole seconds', inZone(0).replace(/\.\d+/, '')],
    ['in hundredths of a second', inZone(0).replace(/\dZ/, 'Z')],
    ['with an offset', inZone(8 * 60).replace('Z', '+08:00')],
    ['with a half-hour offset', inZone(330).replace('Z', '+05:30')],
    ['with an offset without a colon', inZone(-210).replace('Z', '-0330')],
    ['of a day in the future', inZone(24 * 60)],
  ])('%s is taken', (_, time) => expectTaken(sign({ time })))

  it('that is no time at all is taken before a JSON object, and what it dates is kept for ever', async () => {
    const { left } = await stack.leaving(() => expectTaken(sign({ time: '2026-11-31T25:00:00Z' })))
    expect(left).toMatchObject([{ expires: undefined }])
  })
})

describe('a body', () => {
  it('with a byte order mark is taken', async () => {
    const request = signRequest(antom, `\ufeff${newBody('antom')}`)
    const { value, left } = await stack.leaving(() => answerTo(request, antom))
    expect(value).toBe(TAKEN)
    expect(await stack.eventsOf(left)).toMatchObject([{ detail: { recognised: true } }])
  })

  it.each([
    ['that is not UTF-8', Buffer.from(newBody('antom').replace('USD', '\xff\xfe'), 'latin1')],
    ['that is not JSON', '{"paymentRequestId":'],
    ['that is empty', ''],
    ['that is a JSON array', '["paymentRequestId"]'],
  ])('%s is taken, and told as unrecognised', async (_, body) => {
    const request = signRequest(antom, body)
    const { value, left } = await stack.leaving(() => answerTo(request, antom))
    expect(value).toBe(TAKEN)
    expect(left).toMatchObject([{ api: 'unrecognised', body: request.body }])
    const [event] = await stack.eventsOf(left)
    expect(event).toMatchObject({ 'detail-type': 'unrecognised', detail: { recognised: false } })
    expect(event?.detail).not.toHaveProperty('body')
  })
})

it('whatever the spelling, every receipt comes out as one event', async () => {
  const held = await stack.receipts()
  expect(await stack.eventsOf(held)).toHaveLength(held.length)
})
