import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogEntry, SubjectLog } from '../../lib/notifications/subject-log.ts'

function entry(sequence: number, changes: Partial<LogEntry> = {}): LogEntry {
  return {
    sequence,
    receiptKey: `receipt#notifyPayment#${sequence}`,
    before: null,
    after: 'PENDING',
    changed: true,
    stale: false,
    conflicting: false,
    ...changes,
  }
}

const anyEntry = fc.record({
  receiptKey: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1_000 }),
  before: fc.option(fc.string({ minLength: 1 })),
  after: fc.option(fc.string({ minLength: 1 })),
  changed: fc.boolean(),
  stale: fc.boolean(),
  conflicting: fc.boolean(),
})

/** What every log does. The one that `open` gives may hold other subjects. */
export function describeSubjectLog(open: () => SubjectLog): void {
  describe('fulfils the contract of a log:', () => {
    it('begins empty', async () => {
      expect(await open().entries(randomUUID())).toEqual([])
    })

    it('gives back the entries of a subject in order, and of no other', async () => {
      const [subject, other] = [randomUUID(), randomUUID()]
      for (const sequence of [2, 10, 1, 9, 100]) {
        expect(await open().append(subject, entry(sequence))).toBe(true)
      }
      await open().append(other, entry(3))
      expect(await open().entries(subject)).toEqual([1, 2, 9, 10, 100].map((sequence) => entry(sequence)))
    })

    it('gives back every entry whole, whatever it holds', async () => {
      const subject = randomUUID()
      let sequence = 0
      await fc.assert(
        fc.asyncProperty(anyEntry, async (drawn) => {
          const appended = { ...drawn, sequence: ++sequence }
          expect(await open().append(subject, appended)).toBe(true)
          expect((await open().entries(subject)).at(-1)).toEqual(appended)
        }),
        { numRuns: 50 },
      )
    })

    it('does not append where an entry stands, and keeps that one', async () => {
      const subject = randomUUID()
      await open().append(subject, entry(1))
      expect(await open().append(subject, entry(1, { receiptKey: 'receipt#late' }))).toBe(false)
      expect(await open().entries(subject)).toEqual([entry(1)])
    })

    it('lets one of twenty at once have a number', async () => {
      const subject = randomUUID()
      const rivals = Array.from({ length: 20 }, (_, rival) => entry(1, { receiptKey: `receipt#${rival}` }))
      const appended = await Promise.all(rivals.map((rival) => open().append(subject, rival)))
      expect(appended.filter(Boolean)).toHaveLength(1)
      expect(await open().entries(subject)).toEqual([rivals[appended.indexOf(true)]])
    })

    it('gives back a log of over a megabyte whole', async () => {
      const subject = randomUUID()
      const receiptKey = `receipt#${'k'.repeat(1_000)}`
      const long = Array.from({ length: 1_200 }, (_, index) => entry(index + 1, { receiptKey }))
      while (long.length > 0) {
        await Promise.all(long.splice(0, 50).map((each) => open().append(subject, each)))
      }
      const sequences = (await open().entries(subject)).map(({ sequence }) => sequence)
      expect(sequences).toEqual(Array.from({ length: 1_200 }, (_, index) => index + 1))
    })
  })
}
