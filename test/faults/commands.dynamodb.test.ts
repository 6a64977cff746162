import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'
import { readCounts } from '../support/counts.ts'
import { finalRefusals, losses, refusals } from '../support/dynamodb-faults.ts'
import {
  actLate,
  answerLate,
  callsOf,
  type Fate,
  forwardAndCut,
  hang,
  pass,
  refuse,
} from '../support/fault-proxy.ts'
import { type FaultyStack, startFaultyStack } from '../support/faulty-stack.ts'
import { claimsOf, settlementsOf } from '../support/journal-calls.ts'
import { failedWith, inProcess, newOperation, sendAgain, sendCommand, succeeded } from './command.ts'

const LATENCY_MS = 1_200
const OUTAGE_MS = 3_000

const throttle = refuse('ProvisionedThroughputExceededException')
const deny = refuse('AccessDeniedException')

/** From the first call on, for three seconds. */
function throttleForAWhile(): Fate {
  let since: number | undefined
  return (passage) => {
    since ??= Date.now()
    return (Date.now() - since < OUTAGE_MS ? throttle : pass)(passage)
  }
}

let stack: FaultyStack
beforeAll(async () => {
  stack = await startFaultyStack({ commanding: ['wallet', 'acquirer', 'mini-program'] })
})
afterAll(async () => {
  expect((await stack.ledger()).surplus).toEqual([])
  await stack.stop()
})

describe.concurrent.each([
  ['claim', claimsOf('act')],
  ['outcome', settlementsOf('act')],
])('a pay whose %s is confirmed', (_, step) => {
  it.each([...refusals, ...losses])('though DynamoDB %s at first, is told S', async (_, fate) => {
    const payment = newOperation(stack)
    payment.befall(step, fate, 1)
    expect(await payment.pay()).toEqual(succeeded)
    expect(await payment.pay()).toEqual(succeeded)
    expect(payment.outcomes.size).toBe(1)
    expect(payment.calls()).toEqual(['pay 1'])
    expect(await payment.gain()).toBe('-10000')
    expect(await payment.log(2)).toEqual(['pay succeeded', 'pay repeated'])
  })
})

describe('a pay that is throttled for three seconds is told S within one more, where that is', () => {
  it.each([
    ['its claim', claimsOf('act')],
    ['its outcome', settlementsOf('act')],
    ['all of it', callsOf('UpdateItem')],
  ])('%s', async (_, step) => {
    await newOperation(stack).pay()
    const payment = newOperation(stack)
    payment.befall(step, throttleForAWhile())
    const began = performance.now()
    expect(await payment.pay()).toEqual(succeeded)
    const took = performance.now() - began
    expect(took).toBeGreaterThan(OUTAGE_MS)
    expect(took).toBeLessThan(OUTAGE_MS + 1_000)
    expect(payment.calls()).toEqual(['pay 1'])
    expect(await payment.gain()).toBe('-10000')
  })
})

describe('where DynamoDB takes 1.2 s for every answer', () => {
  it.each([
    ['before it acts', actLate(LATENCY_MS)],
    ['after it has acted', answerLate(LATENCY_MS)],
  ])(
    '%s, eight of eight pays reach the backend and are told S in time, and so are their resends',
    async (_, fate) => {
      const payments = Array.from({ length: 8 }, () => newOperation(stack))
      for (const payment of payments) payment.befall(callsOf('UpdateItem'), fate)
      for (const _ of ['sent', 'sent again']) {
        expect(await Promise.all(payments.map(({ pay }) => pay()))).toEqual(Array(8).fill(succeeded))
      }
      expect(payments.map(({ calls }) => calls())).toEqual(Array(8).fill(['pay 1']))
    },
  )
})

describe.concurrent('a pay whose claim is not confirmed', () => {
  it.each([...finalRefusals, ['throttles to the end', throttle], ['hangs', hang]] as const)(
    'because DynamoDB %s, is to be sent again, and then begins',
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

  it('because every answer is lost, is to be begun when its lease has run out', async () => {
    const payment = newOperation(stack)
    payment.befall(claimsOf('act'), forwardAndCut)
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
  it.each([...finalRefusals, ['throttles to the end', throttle], ['hangs', hang]] as const)(
    'because DynamoDB %s, is to be sent again, and the next attempt is told what became of it',
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

  it('because every answer is lost, is to be sent again, and then repeated', async () => {
    const payment = newOperation(stack)
    payment.befall(settlementsOf('act'), forwardAndCut)
    expect(await payment.pay()).toEqual(sendAgain)
    payment.calm()
    expect(await payment.pay()).toEqual(succeeded)
    expect(payment.calls()).toEqual(['pay 1'])
    expect(await payment.gain()).toBe('-10000')
    expect((await payment.log(2))[1]).toBe('pay repeated')
  })

  it('is not told F either', async () => {
    const payment = newOperation(stack, '2000000')
    payment.befall(settlementsOf('act'), deny)
    expect(await payment.pay()).toEqual(sendAgain)
    payment.calm()
    await payment.letLeasesRunOut()
    expect(await payment.pay()).toEqual(failedWith('USER_BALANCE_NOT_ENOUGH'))
    expect(await payment.pay()).toEqual(failedWith('USER_BALANCE_NOT_ENOUGH'))
    expect(payment.calls()).toEqual(['pay 1', 'pay 2'])
  })
})

describe('a command that the journal fails', () => {
  it.each([
    ['acquirer', 'pushPayment', {}],
    ['mini-program', 'cancelToken', { accessToken: 'token-of-a-failed-claim' }],
  ] as const)('is to be sent again on %s too', async (platform, api, changes) => {
    const body = freshCommand(platform, api, 'failed-claim', changes)
    const sender = stack.commander(platform)
    stack.proxy.befall(claimsOf('act'), deny, 1)
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
    payment.befall(claimsOf('act'), deny)
    await payment.pay()
    await payment.log(1)
    expect(failures()).toHaveLength(before + 1)
  })
})
