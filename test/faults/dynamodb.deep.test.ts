import { afterEach, describe, expect, it } from 'vitest'
import {
  answerLate,
  cut,
  type Fate,
  forwardAndCut,
  hang,
  pass,
  putsOf,
  refuse,
} from '../support/stack/fault-proxy.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'
import { newNotification, sendAgain, taken } from './notification.ts'

/** The SDK client gives an attempt up after a second, and makes two. */
const TOO_LATE_MS = 1_200
const IN_TIME_MS = 700

const throttle = refuse('ProvisionedThroughputExceededException')
const fail = refuse('InternalServerError', 500)
const receipts = putsOf('receipt#')

const stack = await startFaultyStack({ platforms: ['acquirer', 'antom', 'mini-program', 'worldfirst'] })
afterEach(() => stack.proxy.calm())

describe('a notification whose write is not confirmed', () => {
  it.each<[string, Fate, number]>([
    ['breaks the connection before the write', cut, 0],
    ['throttles the table', throttle, 0],
    ['throttles the account', refuse('ThrottlingException'), 0],
    ['fails', fail, 0],
    ['answers what is no JSON', ({ answer }) => answer({ status: 503, body: '<html>' }), 0],
    ['finds the item in a transaction', refuse('TransactionConflictException'), 0],
    ['does not let us', refuse('AccessDeniedException'), 0],
    ['does not know the table', refuse('ResourceNotFoundException'), 0],
    ['hangs', hang, 0],
    ['breaks the connection after the write', forwardAndCut, 1],
    ['answers after the deadline', answerLate(TOO_LATE_MS), 1],
  ])('because DynamoDB %s is to be sent again, and is then held once', async (_, fate, written) => {
    const notification = newNotification(stack)
    stack.proxy.befall(receipts, fate)
    expect(await notification.send()).toEqual(sendAgain)
    expect(await notification.receipts()).toHaveLength(written)
    stack.proxy.calm()
    expect(await notification.send()).toEqual(taken)
    expect(await notification.receipts()).toHaveLength(1)
    expect(await notification.dispositions(1)).toEqual([written > 0 ? 'repeated' : 'accepted'])
    expect(await notification.details(1)).toHaveLength(1)
  })

  it.each(['acquirer', 'mini-program', 'worldfirst'])('is to be sent again on %s', async (platform) => {
    const notification = newNotification(stack, platform)
    stack.proxy.befall(receipts, fail)
    expect(await notification.send()).toEqual(sendAgain)
    expect(await notification.receipts()).toEqual([])
  })

  it('is to be sent again while nothing listens where DynamoDB was', async () => {
    const notification = newNotification(stack)
    await newNotification(stack).send()
    const comeBack = await stack.proxy.leave()
    expect(await notification.send()).toEqual(sendAgain)
    await comeBack()
    expect(await notification.send()).toEqual(taken)
  })
})

describe('a notification whose write is confirmed at the second attempt', () => {
  it.each<[string, Fate]>([
    ['breaks the connection before the write', cut],
    ['throttles the table', throttle],
    ['fails', fail],
    ['hangs', hang],
    ['breaks the connection after the write', forwardAndCut],
    ['answers after the deadline', answerLate(TOO_LATE_MS)],
  ])('because DynamoDB %s is new', async (_, fate) => {
    const notification = newNotification(stack)
    stack.proxy.befall(receipts, fate, 1)
    expect(await notification.send()).toEqual(taken)
    expect(await notification.receipts()).toHaveLength(1)
    expect(await notification.dispositions(1)).toEqual(['accepted'])
    expect(await notification.details(1)).toHaveLength(1)
  })

  it('at the first, but slowly, is new', async () => {
    const notification = newNotification(stack)
    stack.proxy.befall(receipts, answerLate(IN_TIME_MS))
    expect(await notification.send()).toEqual(taken)
    expect(await notification.dispositions(1)).toEqual(['accepted'])
  })
})

describe('a conflict whose write is not confirmed', () => {
  it.each<[string, Fate, number]>([
    ['throttles the table', throttle, 1],
    ['breaks the connection after the write', forwardAndCut, 2],
  ])('because DynamoDB %s is to be sent again, and is then held once', async (_, fate, written) => {
    const notification = newNotification(stack)
    expect(await notification.send()).toEqual(taken)
    stack.proxy.befall(receipts, pass, 1)
    stack.proxy.befall(receipts, fate)
    expect(await notification.send(notification.conflict)).toEqual(sendAgain)
    expect(await notification.receipts()).toHaveLength(written)
    stack.proxy.calm()
    expect(await notification.send(notification.conflict)).toEqual(taken)
    const held = await notification.receipts()
    expect(held.map(({ conflicting }) => conflicting)).toEqual([false, true])
    expect(await notification.details(2)).toHaveLength(2)
  })
})

describe('a DynamoDB that fails now and then', () => {
  it('loses and doubles none of many notifications that are sent until they are taken', async () => {
    const fates = [cut, throttle, forwardAndCut, pass, fail, forwardAndCut]
    for (const fate of Array(10).fill(fates).flat()) stack.proxy.befall(receipts, fate, 1)
    const many = Array.from({ length: 30 }, () => newNotification(stack))
    await Promise.all(
      many.map(async ({ send }) => {
        let reply = await send()
        while (reply.answer === sendAgain.answer) reply = await send()
        expect(reply.answer).toBe(taken.answer)
      }),
    )
    for (const notification of many) {
      expect(await notification.receipts()).toHaveLength(1)
      expect(await notification.details(1)).toHaveLength(1)
    }
  })
})
