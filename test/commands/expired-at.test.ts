import { describe, expect, it } from 'vitest'
import type { Journal } from '../../lib/commands/journal.ts'
import { answerOf, executeParts, paid, payment, undecided } from '../support/memory/execute-parts.ts'

const SKEW = 2_000
const CLOSED = 'F ORDER_IS_CLOSED'

type Does = Parameters<typeof executeParts>[0]

/** An engine, and how the payment comes that expires so many milliseconds from now. */
function expiring(ms: number, options: Does = {}) {
  const engine = executeParts(options)
  const paymentExpiryTime = new Date(engine.clock() + ms).toISOString()
  return { engine, pay: () => engine.send('pay', { ...payment, paymentExpiryTime }) }
}

describe('what has expired', () => {
  it('is not begun: the F of its page is recorded and repeated, like any outcome', async () => {
    const { engine, pay } = expiring(-SKEW - 1)
    const first = await pay()
    expect([first.disposition, first.cause, answerOf(first)]).toEqual(['failed', 'it came expired', CLOSED])
    expect(engine.recorded().act?.outcome).toEqual({ status: 'F', body: first.body })
    expect(await pay()).toMatchObject({ disposition: 'repeated', body: first.body })
    expect(engine.calls).toEqual([])
  })

  it('is begun where the clocks may differ by so much', async () => {
    for (const ms of [-SKEW, 0, 1]) expect(answerOf(await expiring(ms).pay())).toBe('S SUCCESS')
  })

  it('is asked for where it was begun before, because it may have been done in time', async () => {
    const { engine, pay } = expiring(1_000, { does: [() => undecided, () => paid] })
    await pay()
    await engine.time.pass(60_000)
    expect(answerOf(await pay())).toBe('S SUCCESS')
    expect(engine.calls.map(({ attempt }) => attempt)).toEqual([1, 2])
  })

  it('is never asked for where its first attempt came too late and left no outcome', async () => {
    let failures = 1
    const through = (journal: Journal): Journal => ({
      ...journal,
      settle: (settlement) =>
        failures-- > 0 ? Promise.reject(new Error('the table is gone')) : journal.settle(settlement),
    })
    const { engine, pay } = expiring(-SKEW - 1, { through })
    expect(await pay()).toMatchObject({ disposition: 'store-failed' })
    await engine.time.pass(60_000)
    expect(answerOf(await pay())).toBe(CLOSED)
    expect(engine.recorded().act).toMatchObject({ attempt: 2, outcome: { status: 'F' } })
    expect(engine.calls).toEqual([])
  })

  it('is repeated as it ended, where it ended in time', async () => {
    const { engine, pay } = expiring(1_000)
    const { body } = await pay()
    await engine.time.pass(60_000)
    expect(await pay()).toMatchObject({ disposition: 'repeated', body })
  })
})

it.each(['soon', '2025-11-31T00:00:00Z', ''])(
  'a time that is none (%j) is the backend’s to read',
  async (text) => {
    const engine = executeParts()
    expect(answerOf(await engine.send('pay', { ...payment, paymentExpiryTime: text }))).toBe('S SUCCESS')
  },
)
