import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterFailure, afterSuccess, type TurnRecord, takeTurn } from '../../lib/inquiries/turns.ts'
import { runs } from '../support/model/runs.ts'

const SECOND = 1_000

/** Takes a turn at each of these times; gives the record, and when turns were had. */
function take(times: readonly number[], perSecond: number, record?: TurnRecord) {
  const had: number[] = []
  for (const now of times) {
    const turn = takeTurn(record, now, perSecond)
    if (turn.at === 'now') had.push(now)
    else expect(turn.at).toBeGreaterThan(now)
    record = turn.record
  }
  return { had, record }
}

describe('a client has so many turns in any second, and no more:', () => {
  it('whoever comes whenever', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 })
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 7 }), (waits, perSecond) => {
        let now = 0
        const { had } = take(
          waits.map((wait) => {
            now += wait
            return now
          }),
          perSecond,
        )
        for (const begin of had) {
          const within = had.filter((at) => at >= begin && at < begin + SECOND)
          expect(within.length).toBeLessThanOrEqual(perSecond)
        }
      }),
      { numRuns: runs(200) },
    )
  })

  it('by clocks that differ', () => {
    const { had } = take([5_000, 4_000, 4_500, 5_900, 6_000], 1)
    expect(had).toEqual([5_000, 6_000])
  })

  it('and who must wait comes back behind those who wait already', () => {
    const first = takeTurn(undefined, 0, 2)
    const second = takeTurn(first.record, 0, 2)
    const third = takeTurn(second.record, 0, 2)
    const fourth = takeTurn(third.record, 0, 2)
    expect([first.at, second.at, third.at, fourth.at]).toEqual(['now', 'now', 1_500, 2_000])
  })
})

describe('a gateway that fails is spared:', () => {
  const failed = (times: number, now: number) =>
    Array.from({ length: times }).reduce<TurnRecord | undefined>(
      (record) => afterFailure(record, now),
      undefined,
    )
  const restOf = (failures: number) => (failed(failures, 0)?.sparedUntil ?? 0) / SECOND

  it('from the third failure in a row, twice as long each time, a quarter of an hour at most', () => {
    expect([1, 2, 3, 4, 5, 9, 10, 40, 5_000].map(restOf)).toEqual([0, 0, 10, 20, 40, 640, 900, 900, 900])
  })

  it('and calls that had begun before do not make its rest longer', () => {
    const now = 10 * SECOND
    const record = Array.from({ length: 50 }).reduce<TurnRecord | undefined>(
      (before, _, call) => afterFailure(before, now + call, call),
      undefined,
    )
    expect(record).toMatchObject({ failures: 3, sparedUntil: now + 2 + 10 * SECOND })
    const later = now + 20 * SECOND
    expect(afterFailure(record, later + 1, later).sparedUntil).toBe(later + 1 + 20 * SECOND)
  })

  it('and then tried by one call', () => {
    const { had } = take([9_999, 10_000, 10_000, 11_000, 24_999], 5, failed(3, 0))
    expect(had).toEqual([10_000])
  })

  it('whose answer opens it, or after which the next one tries', () => {
    const { record } = take([10_000], 5, failed(3, 0))
    expect(take([10_100, 10_100], 5, afterSuccess(record)).had).toEqual([10_100, 10_100])
    expect(take([24_999, 25_000], 5, record).had).toEqual([25_000])
  })

  it('and an answer after none that failed changes nothing', () => {
    const { record } = takeTurn(undefined, 0, 5)
    expect(afterSuccess(record)).toBe(record)
    expect(afterSuccess(afterFailure(record, 0)).failures).toBe(0)
  })
})
