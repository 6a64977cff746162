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
  const engine = executeParts({ does: [first.does, () => paid] })
  void engine.send('pay', payment)
  await engine.time.pass(0)
  engine.time.freeze(LEASE)
  const second = await engine.send('pay', payment)
  return { engine, first, second }
}

/** The defects of Powertools idempotency, each reproduced in its version 2.35.0. */
describe('unlike Powertools idempotency', () => {
  it('an attempt that outlives its lease does not overwrite the outcome of its successor', async () => {
    const { engine, first, second } = await overtakenAttempt()
    first.returns(other)
    await engine.time.pass(0)
    expect((await engine.send('pay', payment)).body).toBe(second.body)
  })

  it('an attempt that fails after its lease does not erase the outcome of its successor', async () => {
    const { engine, first, second } = await overtakenAttempt()
    first.throws(new Error('too late'))
    await engine.time.pass(0)
    expect((await engine.send('pay', payment)).body).toBe(second.body)
    expect(engine.calls).toHaveLength(2)
  })

  it.each([0, 1, 1_000_000])(
    'a command that comes %i ms after its deadline leaves no lock, least of all an eternal one',
    async (late) => {
      const engine = executeParts()
      const arrivedAt = engine.clock() - WORK_MS - late
      expect(await engine.send('pay', payment, { arrivedAt })).toMatchObject({ disposition: 'timed-out' })
      expect(engine.recorded()).toEqual({})
      expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'succeeded' })
    },
  )

  it('a repeat that is refused does not free the operation that still runs', async () => {
    const engine = executeParts({ does: [never] })
    void engine.send('pay', payment)
    await engine.time.pass(0)
    for (const _ of [1, 2, 3]) {
      expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
    }
    expect(engine.calls).toHaveLength(1)
  })

  it('a backend that gives nothing is not taken for done, and one that gives little is repeated', async () => {
    const engine = executeParts({ does: [() => undefined, () => cancelled] })
    expect(answerOf(await engine.send('cancelPayment', cancelOf(payment)))).toBe('U UNKNOWN_EXCEPTION')
    await engine.time.pass(LEASE)
    expect(answerOf(await engine.send('cancelPayment', cancelOf(payment)))).toBe('S SUCCESS')
    expect(await engine.send('cancelPayment', cancelOf(payment))).toMatchObject({ disposition: 'repeated' })
    expect(engine.calls).toMatchObject([{ attempt: 1 }, { attempt: 2 }])
  })

  it('the deadline does not free an operation whose backend still runs', async () => {
    const engine = executeParts({ does: [never] })
    const first = engine.send('pay', payment)
    await engine.time.pass(WORK_MS)
    expect(await first).toMatchObject({ disposition: 'timed-out' })
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
    expect(engine.calls).toHaveLength(1)
  })
})
