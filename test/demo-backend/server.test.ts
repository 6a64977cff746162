import { createHmac, hash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'
import { type Headers, openBackend } from './open-backend.ts'

const backend = await openBackend()
const body = freshCommand('wallet', 'inquiryPayment', '1')
const statusOf = async (headers: Headers = {}, path = '/wallet/inquiryPayment', text = body) =>
  (await backend.send(path, text, headers)).status

describe('a call', () => {
  it('is answered with JSON', async () => {
    const response = await backend.send('/wallet/inquiryPayment', body)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual({ result: { resultStatus: 'F', resultCode: 'ORDER_NOT_EXIST' } })
  })

  it.each(['/wallet', '/wallet/toString', '/wallet/notifyPayment', '/antom/pay', '/wallet/pay/', '/'])(
    'of %s is not found',
    async (path) => {
      expect(await statusOf({}, path)).toBe(404)
    },
  )

  it.each<[string, Headers]>([
    ['no key', { 'idempotency-key': '' }],
    ['no attempt', { 'alipay-attempt': '' }],
    ['no deadline', { 'alipay-deadline': 'soon' }],
  ])('with %s is a bad request', async (_, headers) => {
    expect(await statusOf(headers)).toBe(400)
  })

  it('that its row cannot read is a bad request', async () => {
    expect(await statusOf({}, '/wallet/pay', '{}')).toBe(400)
  })
})

describe('what the receiver shows', () => {
  const bearer = 'a-token-of-the-receiver'
  const key = Buffer.alloc(24, 7)

  beforeEach(() => {
    backend.putSecret('wallet', {
      BEARER: { backend: { bearer } },
      SIGNED: { backend: { signatureKey: `whsec_${key.toString('base64')}` } },
      ALSO_SIGNED: { backend: { signatureKey: `whsec_${key.toString('base64')}` } },
      NOTHING: {},
      EMPTY: { backend: {} },
    })
    backend.putSecret('wallet-2', { CONTINUED: { backend: { bearer } } })
  })

  it.each([
    ['BEARER', `Bearer ${bearer}`, 200],
    ['BEARER', `Bearer ${bearer}x`, 401],
    ['BEARER', bearer, 401],
    ['BEARER', undefined, 401],
    ['CONTINUED', `Bearer ${bearer}`, 200],
    ['CONTINUED', undefined, 401],
    ['NOTHING', undefined, 200],
    ['UNKNOWN', undefined, 401],
    ['constructor', undefined, 401],
    ['EMPTY', `Bearer ${bearer}`, 401],
    ['SIGNED', `Bearer ${bearer}`, 401],
  ])('for %s is checked: %s', async (clientId, authorization, status) => {
    expect(await statusOf({ 'alipay-client-id': clientId, ...(authorization && { authorization }) })).toBe(
      status,
    )
  })

  const deadline = new Date(Date.now() + 60_000).toISOString()

  /** As the receiver signs a call of inquiryPayment; what comes may be changed afterwards. */
  function signed(changes: { id?: string; age?: number; text?: string } = {}): Headers {
    const call = ['/wallet/inquiryPayment', 'one', 'SIGNED', '1', deadline].join('\n')
    const { id = hash('sha256', call, 'base64url'), age = 0, text = body } = changes
    const timestamp = String(Math.floor(Date.now() / 1000) - age)
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64')
    return {
      'alipay-client-id': 'SIGNED',
      'alipay-attempt': '1',
      'alipay-deadline': deadline,
      'idempotency-key': 'one',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    }
  }

  it.each<[string, Headers, number]>([
    ['as it is', signed(), 200],
    ['beside another', { ...signed(), 'webhook-signature': `v1,AAAA ${signed()['webhook-signature']}` }, 200],
    ['of another body', signed({ text: '{}' }), 401],
    ['of another id', signed({ id: 'two' }), 401],
    ['of the key alone', signed({ id: 'one' }), 401],
    ['of another operation', { ...signed(), 'idempotency-key': 'two' }, 401],
    ['of another client of the same key', { ...signed(), 'alipay-client-id': 'ALSO_SIGNED' }, 401],
    ['of another attempt', { ...signed(), 'alipay-attempt': '2' }, 401],
    ['of a longer deadline', { ...signed(), 'alipay-deadline': '2100-01-01T00:00:00.000Z' }, 401],
    ['of ten minutes ago', signed({ age: 600 }), 401],
    ['of no time', { ...signed(), 'webhook-timestamp': 'x' }, 401],
  ])('may be a signature: %s', async (_, headers, status) => {
    expect(await statusOf(headers)).toBe(status)
  })

  it('of one API is refused at another that reads the same body: an inquiry cancels nothing', async () => {
    const headers = signed()
    expect(await statusOf(headers)).toBe(200)
    expect(await statusOf({ ...headers, 'alipay-client-id': 'NOTHING' }, '/wallet/cancelPayment')).toBe(200)
    expect(await statusOf(headers, '/wallet/cancelPayment')).toBe(401)
  })

  it('is read anew at each call', async () => {
    const headers = { 'alipay-client-id': 'BEARER', authorization: 'Bearer another-token-of-it' }
    expect(await statusOf(headers)).toBe(401)
    backend.putSecret('wallet', { BEARER: { backend: { bearer: 'another-token-of-it' } } })
    expect(await statusOf(headers)).toBe(200)
  })

  it('cannot be checked without a secret that can be read: it is no answer', async () => {
    backend.putSecret('wallet', null as unknown as object)
    expect(await statusOf({ 'alipay-client-id': 'BEARER' })).toBe(500)
  })
})

describe('two clients', () => {
  it('know nothing of each other', async () => {
    const pay = freshCommand('acquirer', 'pushPayment', 'shared')
    for (const client of ['CLIENT_1', 'CLIENT_2']) {
      const response = await backend.send('/acquirer/pushPayment', pay, { 'alipay-client-id': client })
      expect(await response.json()).toMatchObject({ result: { resultStatus: 'S' } })
    }
  })
})
