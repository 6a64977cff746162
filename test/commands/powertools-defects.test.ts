import { describe, expect, it } from 'vitest'
import {
  answerOf,
  cancelled,
  cancelOf,
  executeParts,
  paid,
  payment,
  work,
} from '../support/memory/execute-parts.ts'

const LEASE = 9_300
const WORK_MS = 7_300
const never = () => new Promise(() => undefined)
const other = { ...paid, paymentId: 'payment-2' }

/** Of two attempts the second has succeeded; the first still runs, its environment was frozen until after its lease. */
async function overtakenAttempt() {
  const first = work()
  const desk = executeParts({ does: [first.does, () => paid] })
  void desk.send('pay', payment)
  await desk.time.pass(0)
  desk.time.freeze(LEASE)
  const second = await desk.send('pay', payment)
  return { desk, first, second }
}

/** The defects of Powertools idempotency, each reproduced in its version 2.35.0. */
describe('unlike Powertools idempotency', () => {
  it('P1: an attempt that outlives its lease does not overwrite the outcome of its successor', async () => {
    const { desk, first, second } = await overtakenAttempt()
    first.returns(other)
    await desk.time.pass(0)
    expect((await desk.send('pay', payment)).body).toBe(second.body)
  })

  it('P2: an attempt that fails after its lease does not erase the outcome of its successor', async () => {
    const { desk, first, second } = await overtakenAttempt()
    first.throws(new Error('too late'))
    await desk.time.pass(0)
    expect((await desk.send('pay', payment)).body).toBe(second.body)
    expect(desk.calls).toHaveLength(2)
  })

  it.each([0, 1, 1_000_000])(
    'P3: a command that comes %i ms after its deadline leaves no lock, least of all an eternal one',
    async (late) => {
      const desk = executeParts()
      const arrivedAt = desk.clock() - WORK_MS - late
      expect(await desk.send('pay', payment, { arrivedAt })).toMatchObject({ disposition: 'timed-out' })
      expect(desk.recorded()).toEqual({})
      expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'succeeded' })
    },
  )

  it('P4: a repeat that is refused does not free the operation that still runs', async () => {
    const desk = executeParts({ does: [never] })
    void desk.send('pay', payment)
    await desk.time.pass(0)
    for (const _ of [1, 2, 3]) {
      expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
    }
    expect(desk.calls).toHaveLength(1)
  })

  it('P5: a handler that gives nothing is not taken for done, and one that gives little is repeated', async () => {
    const desk = executeParts({ does: [() => undefined, () => cancelled] })
    expect(answerOf(await desk.send('cancelPayment', cancelOf(payment)))).toBe('U UNKNOWN_EXCEPTION')
    await desk.time.pass(LEASE)
    expect(answerOf(await desk.send('cancelPayment', cancelOf(payment)))).toBe('S SUCCESS')
    expect(await desk.send('cancelPayment', cancelOf(payment))).toMatchObject({ disposition: 'repeated' })
    expect(desk.calls).toMatchObject([{ attempt: 1 }, { attempt: 2 }])
  })

  it('P6: the deadline does not free an operation whose handler still runs', async () => {
    const desk = executeParts({ does: [never] })
    const first = desk.send('pay', payment)
    await desk.time.pass(WORK_MS)
    expect(await first).toMatchObject({ disposition: 'timed-out' })
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
    expect(desk.calls).toHaveLength(1)
  })
})
