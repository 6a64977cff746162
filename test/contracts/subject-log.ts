import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogEntry, SubjectLog } from '../../lib/notifications/subject-log.ts'

function entry(sequence: number, changes: Partial<LogEntry> = {}): LogEntry {
  return {
    sequence,
    key: `receipt#notifyPayment#${sequence}`,
    receiptId: `id-${sequence}`,
    digest: `digest-${sequence}`,
    before: null,
    after: 'PENDING',
    changed: true,
    stale: false,
    conflicting: false,
    ...changes,
  }
}

const anyEntry = fc
  .record({
    key: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 900 }),
    receiptId: fc.uuid(),
    digest: fc.string({ minLength: 1 }),
    before: fc.option(fc.string({ minLength: 1 })),
    after: fc.option(fc.string({ minLength: 1 })),
    changed: fc.boolean(),
    stale: fc.boolean(),
    conflicting: fc.boolean(),
  })
  .chain((base) =>
    fc
      .record(
        { saidAt: fc.nat(Number.MAX_SAFE_INTEGER), unsettled: fc.nat(), settles: fc.nat() },
        { requiredKeys: [], noNullPrototype: true },
      )
      .map((numbers) => ({ ...base, ...numbers })),
  )

/** What every log does. The one that `open` gives may hold other subjects. */
export function describeSubjectLog(open: () => SubjectLog): void {
  const append = (subject: string, one: LogEntry, names: readonly string[] = [one.key]) =>
    open().append(subject, one, names)

  /** A subject with entries of these numbers. */
  async function subjectOf(sequences: readonly number[]): Promise<string> {
    const subject = randomUUID()
    for (const sequence of sequences) expect(await append(subject, entry(sequence))).toBe(true)
    return subject
  }
  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)
  const latestOf = async (subject: string) => (await open().latest(subject)).map(({ sequence }) => sequence)

  describe('fulfils the contract of a log:', () => {
    it('begins empty', async () => {
      expect(await open().latest(randomUUID())).toEqual([])
      expect(await open().find(randomUUID(), ['id', 'receipt#1'])).toEqual([])
    })

    it.each([1, 9, 10, 11, 30])(
      'gives the last ten of a subject of %s, or all, and of no other',
      async (last) => {
        const subject = await subjectOf(upTo(last))
        await subjectOf(upTo(3))
        expect(await open().latest(subject)).toEqual(
          upTo(last)
            .slice(-10)
            .map((sequence) => entry(sequence)),
        )
      },
    )

    it('keeps the order beyond a million entries', async () => {
      const subject = await subjectOf([999_999, 1_000_000, 1_000_001])
      expect(await latestOf(subject)).toEqual([999_999, 1_000_000, 1_000_001])
      await append(subject, entry(10_000_000))
      await append(subject, entry(9_999_999))
      expect(await latestOf(subject)).toEqual([999_999, 1_000_000, 1_000_001, 9_999_999, 10_000_000])
    })

    it('finds entries by their names, wherever in a log', async () => {
      const subject = await subjectOf(upTo(25))
      await append(subject, entry(26), ['receipt#26', 'id-26'])
      await subjectOf(upTo(12))
      for (const wanted of [[3], [11], [12, 25], [1, 10, 11, 18]]) {
        const found = await open().find(
          subject,
          wanted.map((sequence) => entry(sequence).key),
        )
        for (const sequence of wanted) expect(found).toContainEqual(entry(sequence))
      }
      for (const name of ['receipt#26', 'id-26']) {
        expect(await open().find(subject, ['nobody', name, name])).toContainEqual(entry(26))
      }
    })

    it('finds by more names than one request takes', async () => {
      const subject = await subjectOf(upTo(12))
      const names = upTo(250).map((each) => `nobody-${each}`)
      expect(await open().find(subject, [...names, entry(12).key])).toContainEqual(entry(12))
    })

    it('gives back every entry whole, whatever it holds', async () => {
      const subject = randomUUID()
      let sequence = 0
      await fc.assert(
        fc.asyncProperty(anyEntry, async (drawn) => {
          const appended = { ...drawn, sequence: ++sequence }
          expect(await append(subject, appended, [`${sequence}`])).toBe(true)
          expect((await open().latest(subject)).at(-1)).toEqual(appended)
          expect(await open().find(subject, [`${sequence}`])).toContainEqual(appended)
        }),
        { numRuns: 50 },
      )
    })

    it.each([1, 11])(
      'does not append where an entry stands, and keeps that one: number %s',
      async (number) => {
        const subject = await subjectOf([number])
        const late = entry(number, { key: 'receipt#late' })
        expect(await append(subject, late)).toBe(false)
        expect(await open().latest(subject)).toEqual([entry(number)])
        expect(await open().find(subject, ['receipt#late'])).not.toContainEqual(late)
      },
    )

    it.each([1, 11])('lets one of twenty at once have the number %s', async (number) => {
      const subject = randomUUID()
      const rivals = Array.from({ length: 20 }, (_, rival) => entry(number, { key: `receipt#${rival}` }))
      const appended = await Promise.all(rivals.map((rival) => append(subject, rival)))
      expect(appended.filter(Boolean)).toHaveLength(1)
      expect(await open().latest(subject)).toEqual([rivals[appended.indexOf(true)]])
    })
  })
}
