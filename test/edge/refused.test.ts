import { describe, expect, it } from 'vitest'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import type { RefusedStore } from '../../lib/refused/refused-keeper.ts'
import type { SignedRequest } from '../../tools/alipay/signed-request.ts'
import { withHeader } from '../support/request/requests.ts'
import { openCommandFunction } from './command-function.ts'
import { openNotificationFunction } from './notification-function.ts'

const DAY_MS = 86_400_000
const forge = (request: SignedRequest): SignedRequest => ({ ...request, body: Buffer.from('{"a":"canary"}') })
const failing: RefusedStore = { keep: () => Promise.reject(new Error('gone')) }
const hanging: RefusedStore = { keep: () => new Promise(() => undefined) }

/** What the sender sees, to the byte. */
const seen = ({ status, headers, body }: { status: number; headers: object; body: Buffer }) =>
  JSON.stringify([status, headers, body.toString()])

describe('a refused request', () => {
  it('is kept whole, and its line says under which id', async () => {
    const receiver = openNotificationFunction(antom, { keepMs: DAY_MS })
    const request = forge(receiver.sign('{}', { target: '/antom/notify?a=b' }))
    await receiver.post(withHeader(request, 'Agent-Token', 'token-canary'))
    const [kept] = receiver.refused.requests()
    expect(kept).toMatchObject({
      platform: 'antom',
      contract: 'notification',
      reason: 'signature-mismatch',
      path: '/antom/notify',
      query: 'a=b',
      body: request.body,
      receivedAt: receiver.time.clock(),
      expires: (receiver.time.clock() + DAY_MS) / 1000,
    })
    expect(receiver.logs).toMatchObject([
      { message: 'notification refused', line: { reason: 'signature-mismatch', kept: kept?.id } },
    ])
    expect(JSON.stringify(receiver.logs)).not.toContain('canary')
    expect(JSON.stringify(kept?.headers)).not.toContain('canary')
  })

  it('is kept by the functions for commands too', async () => {
    const receiver = openCommandFunction(wallet, { keepMs: DAY_MS })
    await receiver.post(forge(receiver.sign('pay', '{}')))
    expect(receiver.refused.requests()).toMatchObject([
      { platform: 'wallet', contract: 'command', path: '/wallet/pay' },
    ])
    expect(receiver.logs.at(-1)?.line.kept).toBe(receiver.refused.requests()[0]?.id)
  })

  it('is kept where no key of its client can be read, which is answered 503', async () => {
    const receiver = openNotificationFunction(antom, { keepMs: DAY_MS })
    const { status } = await receiver.post(withHeader(receiver.sign('{}'), 'Client-Id', 'BROKEN'))
    expect(status).toBe(503)
    expect(receiver.refused.requests()).toMatchObject([{ reason: 'client-unreadable' }])
  })

  it('costs no write and no word unless that is asked for', async () => {
    const receiver = openNotificationFunction(antom)
    await receiver.post(forge(receiver.sign('{}')))
    expect(receiver.refused.writes()).toBe(0)
    expect(receiver.logs.at(-1)?.line.kept).toBeUndefined()
  })
})

describe('keeping', () => {
  it.each([
    ['works', undefined],
    ['fails', failing],
  ])('does not change the answer, where it %s', async (_, refusedStore) => {
    const plain = openNotificationFunction(antom)
    const keeping = openNotificationFunction(antom, { keepMs: DAY_MS, ...(refusedStore && { refusedStore }) })
    const request = forge(plain.sign('{}'))
    expect(seen(await keeping.post(request))).toBe(seen(await plain.post(request)))
    expect(keeping.counts).toEqual(plain.counts)
  })

  it('that fails is one line, which says which request it was', async () => {
    const receiver = openNotificationFunction(antom, { keepMs: DAY_MS, refusedStore: failing })
    await receiver.post(forge(receiver.sign('{}')), 4_000, { requestId: 'correlation-1' })
    expect(receiver.logs).toMatchObject([
      {
        level: 'warn',
        message: 'the refused request could not be kept',
        line: { correlationId: 'correlation-1', platform: 'antom', error: 'Error', cause: 'gone' },
      },
      { message: 'notification refused' },
    ])
    expect(receiver.logs.at(-1)?.line.kept).toBeUndefined()
  })

  it('that hangs delays the answer by half a second, and leaves it as it is', async () => {
    const plain = openNotificationFunction(antom)
    const receiver = openNotificationFunction(antom, { keepMs: DAY_MS, refusedStore: hanging })
    const request = forge(plain.sign('{}'))
    const answer = receiver.post(request)
    await receiver.time.pass(500)
    expect(seen(await answer)).toBe(seen(await plain.post(request)))
    expect(receiver.logs).toMatchObject([
      { level: 'warn', line: { error: 'TimeoutError', durationMs: 500 } },
      { message: 'notification refused', line: { durationMs: 500 } },
    ])
  })
})
