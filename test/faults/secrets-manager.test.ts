import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo } from '../support/answer.ts'
import { answerLate, callsOf, cut, type Fate, type FaultProxy, hang, refuse } from '../support/fault-proxy.ts'
import { type FaultyStack, startFaultyStack } from '../support/faulty-stack.ts'
import { newNotification, sendAgain, taken, unavailable } from './notification.ts'

/** Of the second after which an attempt is given up. */
const SLOW_MS = 500
/** Where there are no keys at all, they are looked for once a second. */
const RECOVERY_MS = 5_000
/** What a forgery may wait for newer keys, and as much again for a slow machine. */
const FORGERY_MS = 2_000

const secret = callsOf('GetSecretValue')
const empty: Fate = ({ answer }) => answer({ status: 200, body: '{"SecretString":""}' })

async function start(before = (_: FaultProxy) => {}): Promise<FaultyStack> {
  const stack = await startFaultyStack({ before })
  onTestFinished(stack.stop)
  return stack
}

const failures: readonly [string, Fate][] = [
  ['breaks the connection', cut],
  ['fails', refuse('InternalServiceError', 500)],
  ['hangs', hang],
  ['does not let us', refuse('AccessDeniedException')],
  ['holds no value', refuse('ResourceNotFoundException')],
  ['holds an empty value', empty],
]

describe('without keys, a function whose Secrets Manager', () => {
  it.each(failures)('%s answers 503, unsigned, keeps nothing, and recovers by itself', async (_, fate) => {
    const stack = await start(({ befall }) => befall(secret, fate))
    const notification = newNotification(stack)
    expect(await notification.send()).toEqual(unavailable)
    expect(await notification.receipts()).toEqual([])
    stack.proxy.calm()
    const recovered = async () => (await notification.send()).answer === taken.answer
    await vi.waitUntil(recovered, { timeout: RECOVERY_MS })
    expect(await notification.receipts()).toHaveLength(1)
  })

  it('is slow waits for it', async () => {
    const stack = await start(({ befall }) => befall(secret, answerLate(SLOW_MS)))
    expect(await newNotification(stack).send()).toEqual(taken)
  })

  it('is slow, with a DynamoDB that hangs, still answers in time that it is to be sent again', async () => {
    const stack = await start(({ befall }) => {
      befall(secret, answerLate(SLOW_MS))
      befall(callsOf('PutItem'), hang)
    })
    expect(await newNotification(stack).send()).toEqual(sendAgain)
  })
})

describe('with keys, a function whose Secrets Manager', () => {
  it.each(failures)('%s goes on with them', async (_, fate) => {
    const stack = await start()
    expect(await newNotification(stack).send()).toEqual(taken)
    stack.proxy.befall(secret, fate)
    const reads = stack.proxy.calls.filter(secret).length
    const began = performance.now()
    expect(await forge(stack)).toBe('200 F INVALID_SIGNATURE signed')
    expect(performance.now() - began).toBeLessThan(FORGERY_MS)
    expect(stack.proxy.calls.filter(secret).length).toBeGreaterThan(reads)
    expect(await newNotification(stack).send()).toEqual(taken)
  })
})

/** The one request that makes a function with fresh keys look for newer ones. */
function forge(stack: FaultyStack): Promise<string> {
  const sender = stack.sender('antom')
  return answerTo({ ...signRequest(sender, '{"a":1}'), body: Buffer.from('{"a":2}') }, sender)
}
