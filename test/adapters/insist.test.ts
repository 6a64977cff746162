import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insist } from '../../lib/adapters/insist.ts'
import { fakeTime } from '../support/model/fake-time.ts'

/** How an attempt ends, and after how many milliseconds; `hang` never does. */
type End =
  | { readonly after: number; readonly gives: string }
  | { readonly after: number; readonly fails: string }
  | 'hang'

const LEFT_MS = 7_200
const PERMANENT = 'will not pass'

/** Asks a store whose attempts end so, one after the other, and the last for ever. */
function asking(ends: readonly End[], left = LEFT_MS) {
  const time = fakeTime()
  const begun: { readonly at: number; readonly signal: AbortSignal }[] = []
  const outcome: { at?: number; gave?: string; failed?: string } = {}

  async function ask(signal: AbortSignal): Promise<string> {
    const end = ends[begun.length] ?? ends.at(-1) ?? 'hang'
    begun.push({ at: time.elapsed(), signal })
    if (end === 'hang') return new Promise(() => undefined)
    if (end.after > 0) {
      const over = time.timeout(end.after)
      await new Promise((resolve) => over.addEventListener('abort', resolve))
    }
    if ('gives' in end) return end.gives
    throw new Error(end.fails)
  }

  const mayPass = (cause: unknown) => Object(cause).message !== PERMANENT
  insist({ request: ask, mayPass, until: time.clock() + left }, time).then(
    (gave) => Object.assign(outcome, { at: time.elapsed(), gave }),
    (cause) => Object.assign(outcome, { at: time.elapsed(), failed: cause.message }),
  )
  return {
    outcome,
    pass: time.pass,
    starts: () => begun.map(({ at }) => at),
    signals: () => begun.map(({ signal }) => signal.aborted),
  }
}

const gives = (after = 0): End => ({ after, gives: 'value' })
const fails = (after = 0, cause = 'throttled'): End => ({ after, fails: cause })

describe('who insists', () => {
  it('asks once where that succeeds', async () => {
    const one = asking([gives(5)])
    await one.pass(LEFT_MS)
    expect([one.outcome, one.starts()]).toEqual([{ at: 5, gave: 'value' }, [0]])
  })

  it('asks again after each failure, with growing pauses, and gives what comes at last', async () => {
    const one = asking([...Array(9).fill(fails()), gives()])
    await one.pass(LEFT_MS)
    expect(one.starts()).toEqual([0, 50, 150, 350, 750, 1_150, 1_550, 1_950, 2_350, 2_750])
    expect(one.outcome).toEqual({ at: 2_750, gave: 'value' })
  })

  it('waits for a slow answer, and asks beside it, less and less', async () => {
    const one = asking([gives(1_200)])
    await one.pass(LEFT_MS)
    expect([one.outcome, one.starts()]).toEqual([{ at: 1_200, gave: 'value' }, [0, 1_000]])
    const other = asking(['hang', 'hang', 'hang', gives(1)])
    await other.pass(LEFT_MS)
    expect([other.outcome, other.starts()]).toEqual([{ at: 7_001, gave: 'value' }, [0, 1_000, 3_000, 7_000]])
  })

  it('gets past a dead connection', async () => {
    const one = asking(['hang', gives(3)])
    await one.pass(LEFT_MS)
    expect(one.outcome).toEqual({ at: 1_003, gave: 'value' })
  })

  it('aborts the other attempts once one has succeeded, and begins none', async () => {
    const one = asking(['hang', gives(1)])
    await one.pass(10 * LEFT_MS)
    expect([one.starts().length, one.signals()]).toEqual([2, [true, true]])
  })

  it('gives up at once what will not pass', async () => {
    const one = asking([fails(), fails(10, PERMANENT)])
    await one.pass(10 * LEFT_MS)
    expect([one.outcome, one.starts()]).toEqual([{ at: 60, failed: PERMANENT }, [0, 50]])
  })

  it('gives up when its time is over, with the last failure, and begins nothing from then on', async () => {
    const failing = asking([fails(0, 'first'), fails(0, 'later')])
    await failing.pass(10 * LEFT_MS)
    expect(failing.outcome).toEqual({ at: LEFT_MS, failed: 'later' })
    expect(Math.max(...failing.starts())).toBeLessThan(LEFT_MS)
    const hanging = asking(['hang'])
    await hanging.pass(10 * LEFT_MS)
    expect(hanging.outcome).toEqual({ at: LEFT_MS, failed: 'there was no answer in time' })
    expect(hanging.signals()).toEqual([false, false, false, false])
  })

  it.each([0, -1, -10_000])('asks once where its time is over by %i ms, and waits for that', async (left) => {
    const slow = asking([gives(5_000)], left)
    await slow.pass(10_000)
    expect([slow.outcome, slow.starts()]).toEqual([{ at: 5_000, gave: 'value' }, [0]])
    const failing = asking([fails(), gives()], left)
    await failing.pass(10_000)
    expect([failing.outcome, failing.starts()]).toEqual([{ at: 0, failed: 'throttled' }, [0]])
  })

  it('ends in time, with what some attempt gave, whatever the attempts do', async () => {
    const anyEnd = fc.oneof(
      fc.constant<End>('hang'),
      fc.nat(3_000).map(gives),
      fc.nat(3_000).map((after) => fails(after)),
      fc.nat(3_000).map((after) => fails(after, PERMANENT)),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEnd, { minLength: 1, maxLength: 12 }),
        fc.nat(8_000),
        async (ends, left) => {
          const one = asking(ends, left + 1)
          await one.pass(10_000)
          const { at = Number.POSITIVE_INFINITY } = one.outcome
          expect(at).toBeLessThanOrEqual(left + 1)
          expect(one.starts().every((start) => start <= at)).toBe(true)
          const arrivals = one.starts().map((start, n) => {
            const end = ends[n] ?? ends.at(-1) ?? 'hang'
            return end === 'hang' ? Number.POSITIVE_INFINITY : start + end.after
          })
          if (one.outcome.gave) expect(arrivals).toContain(at)
        },
      ),
      { numRuns: 200 },
    )
  })
})
