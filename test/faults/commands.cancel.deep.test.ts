import { afterEach, describe, expect, it } from 'vitest'
import type { Fate } from '../support/stack/fault-proxy.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'
import { type HeldCall, holdAnswer, holdRequest } from '../support/stack/held-call.ts'
import { readJournal } from '../support/stack/journal-table.ts'
import { closed, inProcess, newOperation, outcome, sendAgain, succeeded } from './command.ts'

const stack = await startFaultyStack({ commanding: ['wallet'] })
afterEach(async () => {
  expect((await stack.ledger()).surplus).toEqual([])
})

type Payment = ReturnType<typeof newOperation>

/** How each role of it stands in the journal. */
async function recordOf(payment: Payment): Promise<readonly string[]> {
  const entries = await readJournal(stack.files.environment)
  const theirs = entries.filter(({ key }) => key.endsWith(payment.ending))
  return theirs.map(({ role, status = 'open' }) => `${role} ${status}`).toSorted()
}

/** A pay that is on its way in the backend. */
async function startPay({ fate, reached }: HeldCall) {
  const payment = newOperation(stack)
  payment.befallBackend('pay', fate, 1)
  const paid = payment.pay()
  await reached
  return { payment, paid }
}

describe('a cancel that comes while its pay runs', () => {
  it('is not forwarded, and bars the pay, whose S is recorded and never told', async () => {
    const running = holdAnswer()
    const { payment, paid } = await startPay(running)
    expect(await payment.cancel()).toEqual(inProcess)
    expect(await payment.pay()).toEqual(inProcess)
    expect(payment.calls()).toEqual(['pay 1'])
    running.letGo()
    expect(await paid).toEqual(inProcess)
    expect(await recordOf(payment)).toEqual(['act S', 'cancel open'])
    expect(await payment.pay()).toEqual(inProcess)
    expect(await payment.gain()).toBe('-10000')
    expect(await payment.cancel()).toEqual(succeeded)
    expect(await payment.pay()).toEqual(closed)
    expect(payment.calls()).toEqual(['pay 1', 'cancelPayment 2'])
    expect(await payment.gain()).toBe('0')
  })

  it('is forwarded when the lease has run out; the S that comes then is recorded and never told', async () => {
    const running = holdAnswer()
    const { payment, paid } = await startPay(running)
    expect(await payment.cancel()).toEqual(inProcess)
    await payment.letLeasesRunOut()
    expect(await payment.cancel()).toEqual(succeeded)
    expect(payment.calls()).toEqual(['pay 1', 'cancelPayment 2'])
    expect(await payment.gain()).toBe('0')
    running.letGo()
    expect(await paid).toEqual(inProcess)
    expect(await recordOf(payment)).toEqual(['act S', 'cancel S'])
    expect(await payment.pay()).toEqual(closed)
    expect(await payment.cancel()).toEqual(succeeded)
    expect(payment.calls()).toEqual(['pay 1', 'cancelPayment 2'])
    expect(await payment.gain()).toBe('0')
  })

  it('is not forwarded either where a proxy has answered in the place of the backend', async () => {
    const payment = newOperation(stack)
    let commit: () => Promise<unknown> = async () => undefined
    const answerInstead: Fate = ({ forward, answer }) => {
      commit = forward
      answer({ status: 200, body: '<html>' })
    }
    payment.befallBackend('pay', answerInstead, 1)
    expect(await payment.pay()).toEqual(sendAgain)
    expect(await payment.cancel()).toEqual(inProcess)
    expect(payment.calls()).toEqual(['pay 1'])
    await commit()
    expect(await payment.gain()).toBe('-10000')
    await payment.letLeasesRunOut()
    expect(await payment.cancel()).toEqual(succeeded)
    expect(payment.calls()).toEqual(['pay 1', 'cancelPayment 2'])
    expect(await payment.gain()).toBe('0')
  })

  it('and is forwarded before the pay reaches the backend is a wall there too', async () => {
    const running = holdRequest()
    const { payment, paid } = await startPay(running)
    expect(await payment.cancel()).toEqual(inProcess)
    await payment.letLeasesRunOut()
    expect(await payment.cancel()).toEqual(succeeded)
    running.letGo()
    expect(await paid).toEqual(inProcess)
    expect(await recordOf(payment)).toEqual(['act F', 'cancel S'])
    expect(await payment.pay()).toEqual(closed)
    expect(await payment.gain()).toBe('0')
  })
})

describe('a cancel', () => {
  it('of a payment that never came closes it, and no pay is forwarded', async () => {
    const payment = newOperation(stack)
    expect(await payment.cancel()).toEqual(succeeded)
    expect(await payment.pay()).toEqual(closed)
    expect(payment.calls()).toEqual(['cancelPayment 1'])
    expect(await payment.gain()).toBe('0')
  })

  it('of a payment that was told S gives it back once, and closes it', async () => {
    const payment = newOperation(stack)
    expect(await payment.pay()).toEqual(succeeded)
    expect(await payment.cancel()).toEqual(succeeded)
    expect(await payment.cancel()).toEqual(succeeded)
    expect(await payment.pay()).toEqual(closed)
    expect(payment.calls()).toEqual(['pay 1', 'cancelPayment 1'])
    expect(await payment.gain()).toBe('0')
  })

  it('that is undecided bars the pay, also one that was told S', async () => {
    const payment = newOperation(stack)
    payment.befallBackend('cancelPayment', outcome('U', 'PAYMENT_IN_PROCESS'), 1)
    expect(await payment.pay()).toEqual(succeeded)
    expect(await payment.cancel()).toEqual(inProcess)
    expect(await payment.pay()).toEqual(inProcess)
    expect(await payment.cancel()).toEqual(succeeded)
    expect(await payment.pay()).toEqual(closed)
    expect(await payment.gain()).toBe('0')
  })

  it('that is answered F is no outcome: it bars the pay, and succeeds when it is asked for again', async () => {
    const [paid, unpaid] = [newOperation(stack), newOperation(stack)]
    expect(await paid.pay()).toEqual(succeeded)
    for (const payment of [paid, unpaid]) {
      payment.befallBackend('cancelPayment', outcome('F', 'PROCESS_FAIL'), 1)
      expect(await payment.cancel()).toEqual(sendAgain)
      expect(await payment.pay()).toEqual(inProcess)
      await payment.letLeasesRunOut()
      expect(await payment.cancel()).toEqual(succeeded)
      expect(await payment.pay()).toEqual(closed)
      expect(await payment.gain()).toBe('0')
    }
  })

  it('that runs lets neither its repeat nor the pay through', async () => {
    const payment = newOperation(stack)
    const running = holdAnswer()
    payment.befallBackend('cancelPayment', running.fate, 1)
    const cancelled = payment.cancel()
    await running.reached
    expect(await payment.cancel()).toEqual(inProcess)
    expect(await payment.pay()).toEqual(inProcess)
    running.letGo()
    expect(await cancelled).toEqual(succeeded)
    expect(await payment.pay()).toEqual(closed)
    expect(payment.calls()).toEqual(['cancelPayment 1'])
  })
})
