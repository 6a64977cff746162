import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextEntry } from '../../lib/notifications/next-entry.ts'
import type {} from '../../lib/notifications/notification-api.ts'
import type { StateMoves } from '../../lib/notifications/report-api.ts'
import type { LogEntry } from '../../lib/notifications/subject-log.ts'
import { notificationsOf, notifyingPlatforms } from '../../lib/platforms/notifications.ts'
import { forEvery } from '../support/for-every.ts'

const tables = notifyingPlatforms.flatMap((platform) => {
  const rows = notificationsOf(platform).filter(({ state }) => state)
  const kinds = Map.groupBy(rows, ({ subject }) => subject[0])
  return [...kinds].map(([kind, [row]]) => ({ platform, kind, moves: row?.state?.moves ?? {} }))
})

/** Every way that the table documents, from any state to an end. */
function waysFrom(state: string, moves: StateMoves): readonly (readonly string[])[] {
  const next = moves[state] ?? []
  return [[state], ...next.flatMap((to) => waysFrom(to, moves).map((way) => [state, ...way]))]
}

/** The log after the states were reported in this order. */
function logOf(reported: readonly string[], moves: StateMoves): readonly LogEntry[] {
  const log: LogEntry[] = []
  for (const [index, state] of reported.entries()) {
    const fact = { key: `receipt#${index}`, receiptId: `${index}`, digest: `${index}`, conflicting: false }
    log.push(nextEntry(log.at(-1), fact, { state, moves }))
  }
  return log
}

/** A documented history, shuffled and with repeats. */
const arrivalsOf = (moves: StateMoves) =>
  fc.constantFrom(...Object.keys(moves).flatMap((state) => waysFrom(state, moves))).chain((way) =>
    fc.tuple(
      fc.constant(way),
      fc
        .shuffledSubarray([...way, ...way, ...way], { minLength: way.length })
        .filter((states) => way.every((state) => states.includes(state))),
    ),
  )

describe('a documented history', () => {
  it(
    'ends the same in any order of arrival',
    forEvery(tables, ({ moves }) => {
      fc.assert(
        fc.property(arrivalsOf(moves), ([way, arrived]) => {
          const log = logOf(arrived, moves)
          expect(log.at(-1)?.after).toBe(way.at(-1))
          expect(log.some(({ conflicting }) => conflicting)).toBe(false)
          const steps = log.filter(({ changed }) => changed)
          expect(new Set(steps.map(({ after }) => after)).size).toBe(steps.length)
        }),
      )
    }),
  )

  it(
    'that contradicts itself leaves what was applied first',
    forEvery(tables, ({ moves }) => {
      const states = Object.keys(moves)
      const leads = (from: string, to: string) => waysFrom(from, moves).some((way) => way.includes(to))
      for (const first of states) {
        for (const second of states.filter((state) => !leads(first, state) && !leads(state, first))) {
          expect(logOf([first, second, second], moves)).toMatchObject([
            { after: first, changed: true },
            { after: first, changed: false, conflicting: true },
            { after: first, changed: false, conflicting: true },
          ])
        }
      }
    }),
  )
})
