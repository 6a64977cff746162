import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from '../../lib/commands/backend.ts'
import {
  answerOf,
  cancelOf,
  executeParts,
  failingAt,
  paid,
  payment,
  rejected,
  success,
  undecided,
  work,
} from '../support/memory/execute-parts.ts'

/** The 8 seconds of the sender, without what the answer needs for its way. */
const WORK_MS = 7_300
const LEASE = WORK_MS + 2_000

type Late = Pick<ReturnType<typeof work>, 'returns' | 'throws'>

/** An engine whose partner's system is at work when the deadline comes, and the answer that was given then. */
async function pastDeadline(options: Parameters<typeof executeParts>[0] = {}) {
  const { does, returns, throws } = work()
  const engine = executeParts({ does: [does, () => paid], ...options })
  const answering = engine.send('pay', payment)
  await engine.time.pass(WORK_MS)
  return { engine, answer: await answering, returns, throws }
}

describe('the deadline', () => {
  it('is 700 ms before the sender gives up, counted from when the gateway had the request', async () => {
    const engine = executeParts({ does: [() => paid, () => ({ result: success, paymentStatus: 'PAID' })] })
    const arrivedAt = engine.clock()
    await engine.time.pass(300)
    await engine.send('pay', payment, { arrivedAt })
    await engine.send('inquiryPayment', cancelOf(payment), { arrivedAt })
    expect(engine.calls.map(({ deadline }) => deadline - arrivedAt)).toEqual([8_000 - 700, 5_000 - 700])
  })

  it('is never later than that, whatever the gateway’s clock says, and nothing is begun from then on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -20_000, max: 20_000 }), async (skew) => {
        const engine = executeParts()
        const [now, arrivedAt] = [engine.clock(), engine.clock() + skew]
        const { disposition } = await engine.send('pay', payment, { arrivedAt })
        const deadline = Math.min(arrivedAt, now) + WORK_MS
        if (now >= deadline) {
          expect([disposition, engine.calls.length, engine.record.requests()]).toEqual(['timed-out', 0, 0])
        } else {
          expect(engine.calls).toMatchObject([{ deadline }])
        }
      }),
      { examples: [[-WORK_MS], [-WORK_MS + 1], [-WORK_MS - 1], [0]] },
    )
  })

  it('aborts the signal, and not a millisecond before', async () => {
    let signal: Command['signal'] | undefined
    const engine = executeParts({
      does: [
        (command) => {
          signal = command.signal
          return new Promise(() => undefined)
        },
      ],
    })
    void engine.send('pay', payment)
    await engine.time.pass(WORK_MS - 1)
    expect(signal?.aborted).toBe(false)
    await engine.time.pass(1)
    expect(signal?.aborted).toBe(true)
  })

  it('answers U, keeps the lease, and lets no repeat begin', async () => {
    const { engine, answer } = await pastDeadline()
    expect([answer.disposition, answerOf(answer)]).toEqual(['timed-out', 'U PAYMENT_IN_PROCESS'])
    expect(engine.recorded().act?.leaseUntil).toBe(engine.clock() - WORK_MS + LEASE)
    expect(await engine.send('pay', payment)).toMatchObject({ disposition: 'in-progress' })
    expect(engine.calls).toHaveLength(1)
    expect(engine.late).toEqual([])
  })

  it('holds for a command that is not recorded', async () => {
    const { does, returns } = work()
    const engine = executeParts({ does: [does] })
    const answering = engine.send('inquiryPayment', cancelOf(payment))
    await engine.time.pass(5_000 - 700)
    expect(answerOf(await answering)).toBe('U PAYMENT_IN_PROCESS')
    returns({ result: success, paymentStatus: 'PAID' })
    await engine.time.pass(0)
    expect(engine.late).toMatchObject([{ operation: 'inquiry#request-1', disposition: 'succeeded' }])
  })

  it.each(['claim', 'settle'] as const)('waits for a %s no longer than for the backend', async (method) => {
    const engine = executeParts({
      through: (journal) => ({ ...journal, [method]: () => new Promise(() => undefined) }),
    })
    const answering = engine.send('pay', payment)
    await engine.time.pass(WORK_MS)
    expect(await answering).toMatchObject({ disposition: 'timed-out' })
  })
})

describe('after the deadline', () => {
  it.each([
    ['S', paid, 'succeeded'],
    ['F', rejected, 'failed'],
  ])(
    'an %s is settled by the same owner, reported, and what the next gets',
    async (status, late, disposition) => {
      const { engine, returns } = await pastDeadline()
      returns(late)
      await engine.time.pass(0)
      expect(engine.recorded().act?.outcome?.status).toBe(status)
      expect(engine.late).toEqual([
        { api: 'pay', operation: 'payment#request-1', correlationId: 'correlation-1', disposition },
      ])
      const repeat = await engine.send('pay', payment)
      expect([repeat.disposition, answerOf(repeat)[0]]).toEqual(['repeated', status])
    },
  )

  it('an outcome is settled also when the lease has run out, if nobody came', async () => {
    const { engine, returns } = await pastDeadline()
    await engine.time.pass(10 * LEASE)
    returns(paid)
    await engine.time.pass(0)
    expect(engine.recorded().act?.outcome?.status).toBe('S')
  })

  it('an outcome is not settled where another attempt has begun', async () => {
    const { engine, returns } = await pastDeadline()
    await engine.time.pass(LEASE)
    await engine.send('pay', payment)
    returns(rejected)
    await engine.time.pass(0)
    expect(engine.recorded().act).toMatchObject({ owner: 'owner-2', outcome: { status: 'S' } })
    expect(engine.late).toMatchObject([{ disposition: 'overtaken' }])
  })

  it.each([
    ['U', 'undecided', (late: Late) => late.returns(undecided)],
    ['an error', 'backend-failed', (late: Late) => late.throws(new Error('reset'))],
    ['no outcome', 'outcome-malformed', (late: Late) => late.returns(undefined)],
  ])('%s gives nothing back: the lease runs out by itself', async (_, disposition, end) => {
    const { engine, returns, throws } = await pastDeadline()
    end({ returns, throws })
    await engine.time.pass(0)
    expect(engine.late).toMatchObject([{ disposition }])
    expect(engine.recorded().act?.leaseUntil).toBe(engine.clock() - WORK_MS + LEASE)
  })

  it('a journal that fails is reported', async () => {
    const { engine, returns } = await pastDeadline({ through: failingAt('settle', 'never') })
    returns(paid)
    await engine.time.pass(0)
    expect(engine.late).toEqual([
      {
        api: 'pay',
        operation: 'payment#request-1',
        correlationId: 'correlation-1',
        disposition: 'store-failed',
        cause: 'an outcome S is not recorded: Error: the table is gone',
      },
    ])
  })
})

describe('before the deadline', () => {
  it('nothing is reported late', async () => {
    const engine = executeParts()
    await engine.send('pay', payment)
    await engine.time.pass(LEASE)
    expect(engine.late).toEqual([])
  })
})
