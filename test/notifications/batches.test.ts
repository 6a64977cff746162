import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batchesOf } from '../../lib/notifications/batches.ts'

const itemOf = (subjectKey: string, bytes: number) => ({
  event: { source: 's', detailType: 'd', time: 0, detail: 'x'.repeat(bytes), subjectKey },
})

const items = fc.array(
  fc.tuple(
    fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'),
    fc.constantFrom(1, 100_000, 256_000),
  ),
  { maxLength: 40 },
)

describe('batchesOf', () => {
  it('keeps every event, and those of a subject in their order', () => {
    fc.assert(
      fc.property(items, (drawn) => {
        const given = drawn.map(([subject, bytes]) => itemOf(subject, bytes))
        const batched = batchesOf(given).flat()
        const bySubject = (all: typeof given) => Map.groupBy(all, ({ event }) => event.subjectKey)
        expect(batched).toHaveLength(given.length)
        for (const [subject, theirs] of bySubject(given)) {
          expect(
            bySubject(batched)
              .get(subject)
              ?.every((item, index) => item === theirs[index]),
          ).toBe(true)
        }
      }),
    )
  })

  it('makes no call that is empty, over ten entries, over 262,144 bytes or with two events of one subject', () => {
    fc.assert(
      fc.property(items, (drawn) => {
        for (const batch of batchesOf(drawn.map(([subject, bytes]) => itemOf(subject, bytes)))) {
          const bytes = batch.reduce((sum, { event }) => sum + event.detail.length, 0)
          expect(batch.length).toBeGreaterThan(0)
          expect(batch.length).toBeLessThanOrEqual(10)
          expect(bytes).toBeLessThan(262_144)
          expect(new Set(batch.map(({ event }) => event.subjectKey)).size).toBe(batch.length)
        }
      }),
    )
  })

  it('fills a call', () => {
    const small = Array.from({ length: 25 }, (_, index) => itemOf(`${index}`, 100))
    expect(batchesOf(small).map(({ length }) => length)).toEqual([10, 10, 5])
  })

  it('fills a call from many subjects with several events each', () => {
    const grouped = Array.from({ length: 20 }, (_, index) => itemOf(`${index >> 1}`, 100))
    expect(batchesOf(grouped).map(({ length }) => length)).toEqual([10, 10])
  })

  it('counts bytes, not characters', () => {
    const wide = { event: { ...itemOf('a', 0).event, detail: 'ü'.repeat(100_000) } }
    expect(batchesOf([wide, itemOf('b', 100_000)])).toHaveLength(2)
  })
})
