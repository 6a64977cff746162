import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshCommand } from '../../tools/local/sample.ts'
import { readCounts } from '../support/counts.ts'
import { finalRefusals, losses, refusals } from '../support/dynamodb-faults.ts'
import { answerLate, refuse } from '../support/fault-proxy.ts'
import { type FaultyStack, startFaultyStack } from '../support/faulty-stack.ts'
import { claimsOf, settlementsOf } from '../support/journal-calls.ts'
import { failedWith, inProcess, newOperation, sendAgain, sendCommand, succeeded } from './command.ts'

const IN_TIME_MS = 700
/** That the SDK client makes. */
const ATTEMPTS = 2

const fail = refuse('InternalServerError', 500)

let stack: FaultyStack
beforeAll(async () => {
  stack = await startFaultyStack({ commanding: ['wallet', 'acquirer', 'mini-program'] })
})
afterAll(async () => {
  expect((await stack.ledger()).surplus).toEqual([])
  await stack.stop()
})

describe.concurrent('a pay whose claim is not confirmed', () => {
  it.each([...refusals, ...finalRefusals])(
    'because DynamoDB %s it is to be sent again, and then begins',
    async (_, fate) => {
      const payment = newOperation(stack)
      payment.befall(claimsOf('act'), fate)
      expect(await payment.pay()).toEqual(sendAgain)
      payment.calm()
      expect(await payment.pay()).toEqual(succeeded)
      expect(payment.calls()).toEqual(['pay 1'])
      expect(await payment.gain()).toBe('-10000')
      expect(await payment.log(2)).toEqual([
        expect.stringMatching(/^pay store-failed the claim: \w+: /),
        'pay succeeded',
      ])
    },
  )

  it.each(losses)('because DynamoDB %s it is to be begun when its lease has run out', async (_, fate) => {
    const payment = newOperation(stack)
    payment.befall(claimsOf('act'), fate)
    expect(await payment.pay()).toEqual(sendAgain)
    payment.calm()
    expect(await payment.pay()).toEqual(inProcess)
    expect(payment.calls()).toEqual([])
    await payment.letLeasesRunOut()
    expect(await payment.pay()).toEqual(succeeded)
    expect(payment.calls()).toEqual(['pay 2'])
    expect(await payment.gain()).toBe('-10000')
  })
})

describe.concurrent('a pay whose outcome is not confirmed to be recorded', () => {
  it.each([...refusals, ...finalRefusals])(
    'because DynamoDB %s it is to be sent again, and the next attempt is told what became of it',
    async (_, fate) => {
      const payment = newOperation(stack)
      payment.befall(settlementsOf('act'), fate)
      expect(await payment.pay()).toEqual(sendAgain)
      expect(await payment.gain()).toBe('-10000')
      payment.calm()
      expect(await payment.pay()).toEqual(inProcess)
      await payment.letLeasesRunOut()
      expect(await payment.pay()).toEqual(succeeded)
      expect(payment.calls()).toEqual(['pay 1', 'pay 2'])
      expect(payment.idempotencyKeys().size).toBe(1)
      expect(await payment.gain()).toBe('-10000')
      expect(await payment.log(3)).toEqual([
        expect.stringMatching(/^pay store-failed an outcome S is not recorded: \w+: /),
        'pay in-progress it runs',
        'pay succeeded',
      ])
    },
  )

  it.each(losses)('because DynamoDB %s it is to be sent again, and then repeated', async (_, fate) => {
    const payment = newOperation(stack)
    payment.befall(settlementsOf('act'), fate)
    expect(await payment.pay()).toEqual(sendAgain)
    payment.calm()
    expect(await payment.pay()).toEqual(succeeded)
    expect(payment.calls()).toEqual(['pay 1'])
    expect(await payment.gain()).toBe('-10000')
    expect((await payment.log(2))[1]).toBe('pay repeated')
  })

  it('is not told F either', async () => {
    const payment = newOperation(stack, '2000000')
    payment.befall(settlementsOf('act'), fail)
    expect(await payment.pay()).toEqual(sendAgain)
    payment.calm()
    await payment.letLeasesRunOut()
    expect(await payment.pay()).toEqual(failedWith('USER_BALANCE_NOT_ENOUGH'))
    expect(await payment.pay()).toEqual(failedWith('USER_BALANCE_NOT_ENOUGH'))
    expect(payment.calls()).toEqual(['pay 1', 'pay 2'])
  })
})

describe.concurrent.each([
  ['claim', claimsOf('act')],
  ['outcome', settlementsOf('act')],
])('a pay whose %s is confirmed', (_, step) => {
  it.each([...refusals, ...losses])(
    'at the second attempt, because DynamoDB %s at the first, is told S',
    async (_, fate) => {
      const payment = newOperation(stack)
      payment.befall(step, fate, ATTEMPTS - 1)
      expect(await payment.pay()).toEqual(succeeded)
      expect(await payment.pay()).toEqual(succeeded)
      expect(payment.outcomes.size).toBe(1)
      expect(payment.calls()).toEqual(['pay 1'])
      expect(await payment.gain()).toBe('-10000')
      expect(await payment.log(2)).toEqual(['pay succeeded', 'pay repeated'])
    },
  )

  it('at the first, but slowly, is told S', async () => {
    const payment = newOperation(stack)
    payment.befall(step, answerLate(IN_TIME_MS))
    expect(await payment.pay()).toEqual(succeeded)
    expect(await payment.log(1)).toEqual(['pay succeeded'])
  })
})

describe('a command that the journal fails', () => {
  it.each([
    ['acquirer', 'pushPayment', {}],
    ['mini-program', 'cancelToken', { accessToken: 'token-of-a-failed-claim' }],
  ] as const)('is to be sent again on %s too', async (platform, api, changes) => {
    const body = freshCommand(platform, api, 'failed-claim', changes)
    const sender = stack.commander(platform)
    stack.proxy.befall(claimsOf('act'), fail, ATTEMPTS)
    expect(await sendCommand(sender, platform, api, body)).toMatchObject(sendAgain)
    expect(await sendCommand(sender, platform, api, body)).toMatchObject(succeeded)
  })

  it('is to be sent again while nothing listens where DynamoDB was', async () => {
    const payment = newOperation(stack)
    const comeBack = await stack.proxy.leave()
    expect(await payment.pay()).toEqual(sendAgain)
    await comeBack()
    expect(await payment.pay()).toEqual(succeeded)
    expect(await payment.gain()).toBe('-10000')
  })

  it('is counted', async () => {
    const payment = newOperation(stack)
    const failures = () => readCounts(stack.log(), 'wallet').filter((count) => count === 'store-failed pay')
    const before = failures().length
    payment.befall(claimsOf('act'), fail)
    await payment.pay()
    await payment.log(1)
    expect(failures()).toHaveLength(before + 1)
  })
})
