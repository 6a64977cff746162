import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { answerLate, type Fate, hang } from '../support/stack/fault-proxy.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'
import { settlementsOf } from '../support/stack/journal-calls.ts'
import { closed, creditInProcess, inProcess, newOperation, sendAgain, succeeded } from './command.ts'

/** More than what is left to the deadline, and less than the second after which the journal is asked once more. */
const SLOWLY_MS = 850
const LEFT_MS = 700

/** The backend acts at once, and answers so many milliseconds after the deadline: before it where they are negative. */
function answerAfterDeadline(ms: number): Fate {
  return async ({ call, forward, answer }) => {
    const kept = await forward()
    await wait(Date.parse(String(call.headers['alipay-deadline'])) + ms - Date.now())
    answer(kept)
  }
}

const stack = await startFaultyStack({ commanding: ['wallet'] })
afterAll(async () => {
  expect((await stack.ledger()).surplus).toEqual([])
})

// As many as there are environments: each waits for its deadline.
describe.concurrent('at the deadline', () => {
  it('a pay that the backend does not answer is answered U, and begun again when its lease has run out', async () => {
    const payment = newOperation(stack)
    payment.befallBackend('pay', hang, 1)
    expect(await payment.pay()).toEqual(inProcess)
    expect(await payment.pay()).toEqual(inProcess)
    expect(payment.calls()).toEqual(['pay 1'])
    await payment.letLeasesRunOut()
    expect(await payment.pay()).toEqual(succeeded)
    expect(payment.calls()).toEqual(['pay 1', 'pay 2'])
    expect(await payment.gain()).toBe('-10000')
    expect((await payment.log(4)).toSorted()).toEqual([
      expect.stringMatching(/^pay ended after its answer backend-failed /),
      'pay in-progress it runs',
      'pay succeeded',
      'pay timed-out the deadline came first',
    ])
  })

  it('a credit whose outcome comes later is answered U, and its next attempt gets that outcome', async () => {
    const taxRefund = newOperation(stack)
    taxRefund.befallBackend('createOriginalCredit', answerAfterDeadline(LEFT_MS), 1)
    expect(await taxRefund.credit()).toEqual(creditInProcess)
    expect(await taxRefund.gain()).toBe('10000')
    expect(await taxRefund.credit()).toEqual(creditInProcess)
    await taxRefund.letLeasesRunOut()
    expect(await taxRefund.credit()).toEqual(succeeded)
    expect(taxRefund.calls()).toEqual(['createOriginalCredit 1', 'createOriginalCredit 2'])
    expect(await taxRefund.gain()).toBe('10000')
  })

  it('a credit whose outcome is still being recorded is to be sent again, and gets that without a call', async () => {
    const taxRefund = newOperation(stack)
    taxRefund.befallBackend('createOriginalCredit', answerAfterDeadline(-LEFT_MS))
    taxRefund.befall(settlementsOf('act'), answerLate(SLOWLY_MS))
    expect(await taxRefund.credit()).toEqual(sendAgain)
    expect(await taxRefund.log(1)).toEqual([
      'createOriginalCredit store-failed an outcome S is not recorded: Error: there was no answer in time',
    ])
    expect(await taxRefund.credit()).toEqual(succeeded)
    expect(taxRefund.calls()).toEqual(['createOriginalCredit 1'])
    expect(await taxRefund.gain()).toBe('10000')
  })

  it('a cancel that the backend does not answer is answered U, and bars the pay until it is forwarded again', async () => {
    const payment = newOperation(stack)
    payment.befallBackend('cancelPayment', hang, 1)
    expect(await payment.cancel()).toEqual(inProcess)
    expect(await payment.cancel()).toEqual(inProcess)
    expect(await payment.pay()).toEqual(inProcess)
    await payment.letLeasesRunOut()
    expect(await payment.pay()).toEqual(inProcess)
    expect(await payment.cancel()).toEqual(succeeded)
    expect(await payment.pay()).toEqual(closed)
    expect(payment.calls()).toEqual(['cancelPayment 1', 'cancelPayment 2'])
    expect(await payment.gain()).toBe('0')
  })
})
