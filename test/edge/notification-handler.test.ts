import { createPublicKey } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { KeyStore } from '../../lib/keys/key-store.ts'
import type { Inbox } from '../../lib/notifications/inbox.ts'
import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { miniProgram } from '../../lib/platforms/mini-program/platform.ts'
import { worldfirst } from '../../lib/platforms/worldfirst/platform.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import { isSigned, type SignedRequest } from '../../tools/alipay/signed-request.ts'
import { memoryInbox } from '../support/memory-inbox.ts'
import { openNotificationFunction } from './notification-function.ts'

const body = JSON.stringify({
  notifyType: 'PAYMENT_RESULT',
  result: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
  paymentRequestId: 'order-1',
  paymentAmount: { currency: 'USD', value: '12990' },
})
const notifyPath = '/antom/notify/notifyPayment'
const withHeader = (request: SignedRequest, name: string, value: string): SignedRequest => ({
  ...request,
  headers: [...request.headers.filter(([held]) => held.toLowerCase() !== name.toLowerCase()), [name, value]],
})

describe('a genuine notification', () => {
  it('is kept and answered S over the signed URI, antom’s acknowledgement to the letter', async () => {
    const receiver = openNotificationFunction(antom)
    const reply = await receiver.post(receiver.sign(body))
    expect(reply.status).toBe(200)
    expect(String(reply.body)).toBe(
      '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}',
    )
    expect(isSigned(reply, receiver.sender, notifyPath)).toBe(true)
    expect(receiver.receipts.receipts()).toHaveLength(1)
    expect(receiver.counts).toEqual(['accepted notifyPayment'])
  })

  it('is answered S again when it repeats, signed afresh', async () => {
    const receiver = openNotificationFunction(antom)
    const request = receiver.sign(body)
    const first = await receiver.post(request)
    await receiver.time.pass(2_000)
    const again = await receiver.post(request)
    expect(isSigned(again, receiver.sender, notifyPath)).toBe(true)
    expect(again.headers['response-time']).not.toBe(first.headers['response-time'])
    expect(receiver.receipts.receipts()).toHaveLength(1)
    expect(receiver.counts).toEqual(['accepted notifyPayment', 'repeated notifyPayment'])
  })

  it('gets its reply signed over the public path that it was signed over', async () => {
    const receiver = openNotificationFunction(antom, { publicPaths: { prefix: '', paths: ['/api/back'] } })
    const reply = await receiver.post(receiver.sign(body, { target: '/antom/notify', uri: '/api/back' }))
    expect(reply.result?.resultStatus).toBe('S')
    expect(isSigned(reply, receiver.sender, '/api/back')).toBe(true)
  })

  it('that is too old is answered U, signed, and not kept', async () => {
    const receiver = openNotificationFunction(antom)
    const request = receiver.sign(body)
    await receiver.time.pass(48 * 3_600_000 + 1)
    const reply = await receiver.post(request)
    expect(reply.result?.resultStatus).toBe('U')
    expect(isSigned(reply, receiver.sender, notifyPath)).toBe(true)
    expect(receiver.receipts.puts()).toBe(0)
    expect(receiver.counts).toEqual(['too-old unrecognised'])
  })

  it('of another contract’s URL is answered U, signed, and not kept', async () => {
    const receiver = openNotificationFunction(antom)
    const target = '/antom/notify/pay'
    const reply = await receiver.post(receiver.sign('{"paymentRequestId":"1"}', { target }))
    expect(reply.result?.resultStatus).toBe('U')
    expect(isSigned(reply, receiver.sender, target)).toBe(true)
    expect(receiver.receipts.puts()).toBe(0)
    expect(receiver.counts).toEqual(['wrong-url unrecognised'])
  })

  it('that is not understood is kept and answered S', async () => {
    const receiver = openNotificationFunction(antom)
    const reply = await receiver.post(receiver.sign(Buffer.from([0xff, 0xfe])))
    expect(reply.result?.resultStatus).toBe('S')
    expect(isSigned(reply, receiver.sender, notifyPath)).toBe(true)
    expect(receiver.receipts.receipts()).toMatchObject([
      { api: 'unrecognised', misunderstood: { because: 'not-utf8' } },
    ])
    expect(receiver.counts).toEqual(['unrecognised unrecognised'])
  })

  it('from the future is kept, and counted', async () => {
    const receiver = openNotificationFunction(antom)
    await receiver.post(
      receiver.sign(body, { time: new Date(receiver.time.clock() + 600_001).toISOString() }),
    )
    expect(receiver.counts).toEqual(['accepted notifyPayment', 'future-time notifyPayment'])
  })

  it('has its Agent-Token echoed, where the platform has one', async () => {
    const receiver = openNotificationFunction(antom)
    const reply = await receiver.post(withHeader(receiver.sign(body), 'Agent-Token', '123456'))
    expect(reply.headers['agent-token']).toBe('123456')
    const other = openNotificationFunction(worldfirst)
    const without = await other.post(withHeader(other.sign(body), 'Agent-Token', '123456'))
    expect(without.headers['agent-token']).toBeUndefined()
  })

  it('of WorldFirst without a Content-Type is kept, and the log says that it is missing', async () => {
    const receiver = openNotificationFunction(worldfirst)
    const request = receiver.sign(body)
    const bare = { ...request, headers: request.headers.filter(([name]) => name !== 'Content-Type') }
    expect((await receiver.post(bare)).result?.resultStatus).toBe('S')
    expect(receiver.logs).toMatchObject([{ line: { contentTypeMissing: true } }])
  })
})

describe('an acknowledgement', () => {
  it('is signed while the message is kept', async () => {
    const held = memoryInbox()
    const receiver = openNotificationFunction(antom, {
      inbox: {
        put(receipt) {
          receiver.time.freeze(2_000)
          return held.put(receipt)
        },
      },
    })
    const begun = Math.floor(receiver.time.clock() / 1_000) * 1_000
    const reply = await receiver.post(receiver.sign(body))
    expect(isSigned(reply, receiver.sender, notifyPath)).toBe(true)
    expect(Date.parse(String(reply.headers['response-time']))).toBe(begun)
  })

  it('that cannot be signed is 503 unsigned, and nothing else breaks', async () => {
    const unhandled: unknown[] = []
    const note = (cause: unknown) => unhandled.push(cause)
    process.on('unhandledRejection', note)
    try {
      const receiver = openNotificationFunction(antom, { keys: withoutSigning, inbox: slowInbox() })
      const reply = await receiver.post(receiver.sign(body))
      expect([reply.status, reply.result?.resultStatus, reply.headers.signature]).toEqual([
        503,
        'U',
        undefined,
      ])
      expect(receiver.counts).toEqual(['accepted notifyPayment'])
      expect(receiver.logs).toMatchObject([
        {
          level: 'error',
          message: 'the reply could not be signed',
          line: { functionRequestId: 'invocation-1' },
        },
        { level: 'info', message: 'notification accepted', line: { status: 503, signed: false } },
      ])
      expect(unhandled).toEqual([])
    } finally {
      process.off('unhandledRejection', note)
    }
  })
})

/** The keys of a secret whose own keys have become unfit to sign. */
function withoutSigning(keys: KeyStore): KeyStore {
  return {
    ...keys,
    async current() {
      const ring = await keys.current()
      return {
        ...ring,
        client(clientId) {
          const client = ring.client(clientId)
          if (typeof client !== 'object') return client
          return { ...client, signing: { ...client.signing, key: createPublicKey(client.signing.key) } }
        },
      }
    },
  }
}

/** Has what is rejected meanwhile seen by Node before it answers. */
function slowInbox(): Inbox {
  const held = memoryInbox()
  return {
    async put(receipt) {
      await setImmediate()
      return held.put(receipt)
    },
  }
}

describe('the reply’s time', () => {
  it.each([
    [antom, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
    [miniProgram, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
  ] as const)('has the precision of $name', async (platform, form) => {
    const receiver = openNotificationFunction(platform)
    const reply = await receiver.post(receiver.sign(body))
    expect(reply.headers['response-time']).toMatch(form)
  })
})

describe('a request that is not genuine', () => {
  const forge = (request: SignedRequest): SignedRequest => ({
    ...request,
    body: Buffer.from(String(request.body).replace('12990', '92990')),
  })

  it.each([
    [acquirer, 'F', 'INVALID_SIGNATURE'],
    [antom, 'F', 'INVALID_SIGNATURE'],
    [miniProgram, 'U', 'UNKNOWN_EXCEPTION'],
    [worldfirst, 'U', 'UNKNOWN_EXCEPTION'],
  ] as const)(
    'is refused by $name as its sender needs it, signed over the received path',
    async (platform: Platform, status, code) => {
      const receiver = openNotificationFunction(platform)
      const reply = await receiver.post(forge(receiver.sign(body)))
      expect(reply.status).toBe(200)
      expect(reply.result).toMatchObject({ resultStatus: status, resultCode: code })
      expect(isSigned(reply, receiver.sender, `/${platform.name}/notify/notifyPayment`)).toBe(true)
      expect(receiver.receipts.puts()).toBe(0)
      expect(receiver.counts).toEqual(['refused signature-mismatch'])
    },
  )

  it('learns nothing but the code', async () => {
    const receiver = openNotificationFunction(antom)
    const mismatch = await receiver.post(forge(receiver.sign(body)))
    const malformed = await receiver.post(withHeader(receiver.sign(body), 'Signature', 'algorithm=RSA256'))
    expect(String(malformed.body)).toBe(String(mismatch.body))
    expect(receiver.counts).toEqual(['refused signature-mismatch', 'refused signature-malformed'])
  })

  it('costs one signature a second for one client and URI', async () => {
    const receiver = openNotificationFunction(antom)
    const signatureAfter = async (ms: number) => {
      await receiver.time.pass(ms)
      return (await receiver.post(forge(receiver.sign(body)))).headers.signature
    }
    const first = await signatureAfter(1_000 - (receiver.time.clock() % 1_000))
    expect(await signatureAfter(999)).toBe(first)
    expect(await signatureAfter(1)).not.toBe(first)
  })

  it('over a path with a decoded line feed is refused unsigned', async () => {
    const receiver = openNotificationFunction(antom)
    const reply = await receiver.post(receiver.sign(body, { target: '/antom/notify/a\nb' }))
    expect(reply.result?.resultStatus).toBe('F')
    expect(reply.headers.signature).toBeUndefined()
    expect(receiver.counts).toEqual(['refused path-illegal'])
  })

  it.each([
    [antom, 'INVALID_CLIENT', 'F'],
    [acquirer, 'INVALID_CLIENT', 'F'],
    [miniProgram, 'UNKNOWN_EXCEPTION', 'U'],
    [worldfirst, 'UNKNOWN_EXCEPTION', 'U'],
  ] as const)('names a client that $name does not know: 200, unsigned', async (platform, code, status) => {
    const receiver = openNotificationFunction(platform)
    for (const stranger of ['SOMEBODY', 'client_1', '__proto__', 'constructor']) {
      const reply = await receiver.post(withHeader(receiver.sign(body), 'Client-Id', stranger))
      expect(reply.status).toBe(200)
      expect(reply.result).toMatchObject({ resultCode: code, resultStatus: status })
      expect(reply.headers.signature).toBeUndefined()
    }
    expect(new Set(receiver.counts)).toEqual(new Set(['unknown-client client-unknown']))
  })

  it('leaves no body, token, key or signature in a log', async () => {
    const receiver = openNotificationFunction(antom)
    const request = withHeader(receiver.sign(body), 'Agent-Token', 'agent-token-canary')
    await receiver.post(request)
    await receiver.post(forge(request))
    await receiver.post(withHeader(request, 'Request-Time', 'yesterday'))
    const signature = new Map(request.headers).get('Signature')?.split('signature=')[1] ?? ''
    const logged = JSON.stringify(receiver.logs)
    expect(receiver.logs).toHaveLength(3)
    for (const hidden of [signature, 'agent-token-canary', '12990', '92990', 'PRIVATE KEY', 'PUBLIC KEY']) {
      expect(logged).not.toContain(hidden)
    }
  })
})

describe('when we are at fault', () => {
  it('a store that fails is answered U, signed, and counted', async () => {
    const receiver = openNotificationFunction(antom, {
      inbox: { put: () => Promise.reject(new Error('refused')) },
    })
    const reply = await receiver.post(receiver.sign(body))
    expect(reply.status).toBe(200)
    expect(reply.result?.resultStatus).toBe('U')
    expect(isSigned(reply, receiver.sender, notifyPath)).toBe(true)
    expect(receiver.counts).toEqual(['store-failed'])
  })

  it('a store that hangs is answered U, signed, before Lambda ends the function', async () => {
    const receiver = openNotificationFunction(antom, { inbox: { put: () => new Promise(() => {}) } })
    const reply = await receiver.post(receiver.sign(body), 501)
    expect(reply.result?.resultStatus).toBe('U')
    expect(isSigned(reply, receiver.sender, notifyPath)).toBe(true)
    expect(receiver.logs).toMatchObject([{ level: 'error', line: { error: 'TimeoutError' } }])
  })

  it('no readable key at all is 503, unsigned, until the secret has one', async () => {
    const receiver = openNotificationFunction(antom, { secret: '' })
    const reply = await receiver.post(receiver.sign(body))
    expect([reply.status, reply.result?.resultStatus, reply.headers.signature]).toEqual([503, 'U', undefined])
    expect(receiver.counts).toEqual(['no-keys client-unknown'])
    receiver.source.holds(openNotificationFunction(antom).secret)
    await receiver.time.pass(1_001)
    expect((await receiver.post(receiver.sign(body))).result?.resultStatus).toBe('S')
  })

  it('a client whose keys cannot be read is 503, unsigned, while the others are served', async () => {
    const receiver = openNotificationFunction(antom)
    const broken = await receiver.post(withHeader(receiver.sign(body), 'Client-Id', 'BROKEN'))
    expect([broken.status, broken.headers.signature]).toEqual([503, undefined])
    expect((await receiver.post(receiver.sign(body))).result?.resultStatus).toBe('S')
    expect(receiver.counts[0]).toBe('no-keys client-unreadable')
  })

  it('a body over 1 MiB is 413, unsigned', async () => {
    const receiver = openNotificationFunction(antom)
    const reply = await receiver.post(receiver.sign(Buffer.alloc(1_048_577, 0x20)))
    expect([reply.status, reply.headers.signature]).toEqual([413, undefined])
    expect(receiver.counts).toEqual(['too-large body-too-large'])
  })
})
