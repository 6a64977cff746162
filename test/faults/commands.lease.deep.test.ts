import { afterAll, describe, expect, it } from 'vitest'
import { finalRefusals, losses, refusals } from '../support/stack/dynamodb-faults.ts'
import { refuse } from '../support/stack/fault-proxy.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'
import { holdRequest } from '../support/stack/held-call.ts'
import { claimsOf, releasesOf } from '../support/stack/journal-calls.ts'
import { closed, inProcess, newOperation, outcome, sendAgain, succeeded } from './command.ts'

const throttling = refuse('ProvisionedThroughputExceededException')
const undecided = outcome('U', 'PAYMENT_IN_PROCESS')

const stack = await startFaultyStack({ commanding: ['wallet'] })
afterAll(async () => {
  expect((await stack.ledger()).surplus).toEqual([])
})

describe.concurrent('an undecided pay whose lease', () => {
  it.each([...finalRefusals, ['throttles the table', throttling] as const])(
    'is not given back, because DynamoDB %s, is begun again when that has run out',
    async (_, fate) => {
      const payment = newOperation(stack)
      payment.befall(releasesOf('act'), fate)
      payment.befallBackend('pay', undecided, 1)
      expect(await payment.pay()).toEqual(inProcess)
      payment.calm()
      expect(await payment.pay()).toEqual(inProcess)
      expect(payment.calls()).toEqual(['pay 1'])
      await payment.letLeasesRunOut()
      expect(await payment.pay()).toEqual(succeeded)
      expect(payment.calls()).toEqual(['pay 1', 'pay 2'])
      expect(await payment.gain()).toBe('-10000')
      expect(await payment.log(3)).toEqual([
        expect.stringMatching(/^pay undecided the lease is not given back: \w/),
        'pay in-progress it runs',
        'pay succeeded',
      ])
    },
  )

  it.each([...refusals, ...losses])(
    'is given back, though DynamoDB %s at first, is begun again at once',
    async (_, fate) => {
      const payment = newOperation(stack)
      payment.befall(releasesOf('act'), fate, 1)
      payment.befallBackend('pay', undecided, 1)
      expect(await payment.pay()).toEqual(inProcess)
      expect(await payment.pay()).toEqual(succeeded)
      expect(payment.calls()).toEqual(['pay 1', 'pay 2'])
      expect(await payment.gain()).toBe('-10000')
    },
  )
})

// One after the other: a pay that is held has one of the four environments.
describe('a cancel that meets a running pay', () => {
  it.each(finalRefusals)(
    'and cannot give its turn back, because DynamoDB %s, bars the pay, and is forwarded later',
    async (_, fate) => {
      const { payment, paid, letGo } = await startPay()
      payment.befall(releasesOf('cancel'), fate)
      expect(await payment.cancel()).toEqual(inProcess)
      letGo()
      expect(await paid).toEqual(inProcess)
      expect(await payment.cancel()).toEqual(inProcess)
      expect(payment.calls()).toEqual(['pay 1'])
      await payment.letLeasesRunOut()
      expect(await payment.cancel()).toEqual(succeeded)
      expect(payment.calls()).toEqual(['pay 1', 'cancelPayment 2'])
      expect(await payment.gain()).toBe('0')
    },
  )

  it.each([...refusals, ...losses])(
    'and gives its turn back, though DynamoDB %s at first, is forwarded when the pay has ended',
    async (_, fate) => {
      const { payment, paid, letGo } = await startPay()
      payment.befall(releasesOf('cancel'), fate, 1)
      expect(await payment.cancel()).toEqual(inProcess)
      letGo()
      expect(await paid).toEqual(inProcess)
      expect(await payment.cancel()).toEqual(succeeded)
      expect(payment.calls()).toEqual(['pay 1', 'cancelPayment 2'])
      expect(await payment.gain()).toBe('0')
    },
  )

  it.each([...refusals, ...losses])(
    'and is claimed, though DynamoDB %s at first, bars the pay',
    async (_, fate) => {
      const { payment, paid, letGo } = await startPay()
      payment.befall(claimsOf('cancel'), fate, 1)
      expect(await payment.cancel()).toEqual(inProcess)
      letGo()
      expect(await paid).toEqual(inProcess)
      expect(await payment.pay()).toEqual(inProcess)
      expect(await payment.cancel()).toEqual(succeeded)
      expect(await payment.pay()).toEqual(closed)
      expect(payment.calls()).toEqual(['pay 1', 'cancelPayment 2'])
      expect(await payment.gain()).toBe('0')
    },
  )

  it.each(finalRefusals)(
    'and is not claimed, because DynamoDB %s, leaves the pay its S, and takes it back later',
    async (_, fate) => {
      const { payment, paid, letGo } = await startPay()
      payment.befall(claimsOf('cancel'), fate)
      expect(await payment.cancel()).toEqual(sendAgain)
      letGo()
      expect(await paid).toEqual(succeeded)
      payment.calm()
      expect(await payment.cancel()).toEqual(succeeded)
      expect(await payment.pay()).toEqual(closed)
      expect(payment.calls()).toEqual(['pay 1', 'cancelPayment 1'])
      expect(await payment.gain()).toBe('0')
    },
  )
})

/** A pay that the backend has not heard of yet, though it is on its way there. */
async function startPay() {
  const payment = newOperation(stack)
  const { fate, reached, letGo } = holdRequest()
  payment.befallBackend('pay', fate, 1)
  const paid = payment.pay()
  await reached
  return { payment, paid, letGo }
}
