import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliver } from '../../lib/notifications/deliver.ts'
import type { ReceiptReader } from '../../lib/notifications/inbox.ts'
import type { LogEntry, SubjectLog } from '../../lib/notifications/subject-log.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { memoryBus, memoryDeadLetters } from '../support/memory/memory-bus.ts'
import { memoryLog } from '../support/memory/memory-log.ts'
import { arrivals } from '../support/model/delivery-model-messages.ts'
import { type Message, wrongsOfSubject } from '../support/model/delivery-oracle.ts'
import { runs } from '../support/model/runs.ts'
import { type Choose, createGates, everySchedule } from '../support/model/schedule.ts'

const { pending, success, failure, conflict, elsewhere, swapped, swappedConflict, again } = await arrivals()
const both = [pending, success]

interface World {
  /** What each deliverer that runs at once is given. */
  readonly deliverers: readonly (readonly Message[])[]
  readonly faults: number
  /** Whether names are looked up one after the other, so that others append in between. */
  readonly torn?: boolean
  readonly log?: ReturnType<typeof memoryLog>
}

/** A receipt that has expired may be in a deliverer's hands still, while another has the next under the same key. */
const readerOf = (messages: readonly Message[]): ReceiptReader => ({
  read: async ({ subjectKey, receiptKey }) =>
    messages.find(({ receipt }) => receipt.subjectKey === subjectKey && receipt.receiptKey === receiptKey)
      ?.receipt,
})

const nameByName = (log: SubjectLog) => async (subjectKey: string, names: readonly string[]) => {
  const found: LogEntry[] = []
  for (const name of names) found.push(...(await log.find(subjectKey, [name])))
  return found
}

/** Runs the deliverers as scheduled and then once more undisturbed, as the stream would; gives what is wrong then. */
async function wrongsUnder(choose: Choose, { deliverers, faults, torn, log = memoryLog() }: World) {
  const messages = [...new Set(deliverers.flat())]
  const bus = memoryBus()
  const parts = { apisOf: notificationsOf, log, bus, deadLetters: memoryDeadLetters(), clock: () => 0 }
  const gates = createGates()
  for (const [index, given] of deliverers.entries()) {
    const [caller, receipts] = [`${index}`, given.map(({ receipt }) => receipt)]
    const held = gates.hold(caller, log)
    void deliver(receipts, {
      ...parts,
      // A receipt never changes: when it is read matters to faults alone.
      receipts: faults > 0 ? gates.hold(caller, readerOf(given)) : readerOf(given),
      log: torn ? { append: held.append, latest: held.latest, find: nameByName(held) } : held,
      bus: gates.hold(caller, bus),
    })
  }
  await gates.open(choose, faults)

  const last = []
  for (const message of messages) {
    last.push(...(await deliver([message.receipt], { ...parts, receipts: readerOf([message]) })))
  }
  const unfinished = last.filter(({ outcome }) => outcome !== 'published')
  const details: readonly string[] = bus.published.map(({ detail }) => detail)
  const subjects = [...Map.groupBy(messages, ({ receipt }) => receipt.subjectKey)]
  const wrongs = subjects.map(([subjectKey, own]) => wrongsOfSubject(own, log.entries(subjectKey), details))
  return [...unfinished.map(({ reason }) => `unfinished: ${reason}`), ...wrongs.flat()]
}

describe('whatever the schedule, the log has no gap and no double, and each receipt is published one way:', () => {
  describe.each([
    ['a short log', 10],
    ['a long log, of which one entry is read at once', 1],
  ])('%s:', (_, latest) => {
    it.each<[string, World]>([
      ['two deliverers of the same two records', { deliverers: [both, both], faults: 0 }],
      ['the same, one of them shuffled', { deliverers: [both, both.toReversed()], faults: 0 }],
      ['two finals and a conflict at once', { deliverers: [[success], [failure], [conflict]], faults: 0 }],
      ['three deliverers of one record', { deliverers: [[success], [success], [success]], faults: 0 }],
      ['a fault anywhere in one deliverer', { deliverers: [[pending, success, conflict]], faults: 1 }],
      ['a fault anywhere in two deliverers', { deliverers: [[pending], [success]], faults: 1 }],
      ['two faults, one record', { deliverers: [[success], [success]], faults: 2 }],
      [
        'other content after expiry',
        {
          deliverers: [
            [pending, success],
            [swapped, again],
          ],
          faults: 0,
        },
      ],
      [
        'what was first and what conflicts change places',
        {
          deliverers: [
            [success, conflict],
            [swapped, swappedConflict],
          ],
          faults: 0,
        },
      ],
      [
        'a receipt delivered again after its successor',
        { deliverers: [[success], [swapped], [success]], faults: 0 },
      ],
      [
        'a rival that appends while names are looked up',
        { deliverers: [[pending, success], [swapped]], faults: 0, torn: true },
      ],
      ['expiry and a fault anywhere', { deliverers: [[success], [swapped]], faults: 1 }],
    ])('%s', { timeout: 120_000 }, async (_, world) => {
      const schedules = await everySchedule(async (choose) => {
        expect(await wrongsUnder(choose, { ...world, log: memoryLog(latest) })).toEqual([])
      })
      expect(schedules).toBeGreaterThan(30)
    })
  })

  it('up to four deliverers of any records, expired or not, with up to four faults', {
    timeout: 120_000,
  }, async () => {
    const any = fc.constantFrom(
      pending,
      success,
      failure,
      conflict,
      elsewhere,
      swapped,
      swappedConflict,
      again,
    )
    // One deliverer reads one receipt under one key.
    const given = fc.uniqueArray(any, {
      maxLength: 6,
      selector: ({ receipt }) => receipt.subjectKey + receipt.receiptKey,
    })
    const deliverers = fc.array(given, { minLength: 1, maxLength: 4 })
    const choices = fc.array(fc.nat(), { maxLength: 80 })
    await fc.assert(
      fc.asyncProperty(
        deliverers,
        fc.nat(4),
        choices,
        fc.constantFrom(1, 2, 10),
        fc.boolean(),
        async (drawn, faults, chosen, latest, torn) => {
          let step = 0
          const choose: Choose = (ways) => (chosen[step++] ?? 0) % ways
          const world = { deliverers: drawn, faults, torn, log: memoryLog(latest) }
          expect(await wrongsUnder(choose, world)).toEqual([])
        },
      ),
      { numRuns: runs(3_000) },
    )
  })
})

describe('the final state wins, and a late pending one is stale:', () => {
  it.each([
    ['in order', [pending, success], ['changed', 'changed']],
    ['the other way round', [success, pending], ['changed', 'stale']],
  ])('%s', async (_, messages, steps) => {
    const log = memoryLog()
    expect(await wrongsUnder(() => 0, { deliverers: [messages], faults: 0, log })).toEqual([])
    const entries = log.entries(success.receipt.subjectKey)
    expect(entries.map(({ changed, stale }) => (changed ? 'changed' : stale ? 'stale' : ''))).toEqual(steps)
    expect(entries.at(-1)?.after).toBe('SUCCESS')
  })
})

describe('the check itself', () => {
  /** What is found to be wrong under some schedule. */
  async function wrongsOf(
    spoil: (log: ReturnType<typeof memoryLog>) => object,
    deliverers: World['deliverers'],
  ) {
    const wrongs = new Set<string>()
    await everySchedule(async (choose) => {
      const log = memoryLog(1)
      const spoilt = { ...log, ...spoil(log) }
      for (const wrong of await wrongsUnder(choose, { deliverers, faults: 0, log: spoilt })) wrongs.add(wrong)
    })
    return [...wrongs].join('\n')
  }

  it('catches a log that appends without its condition', async () => {
    const appendAnywhere = (log: ReturnType<typeof memoryLog>): object => ({
      append: async (subject: string, entry: { sequence: number }, names: readonly string[]) =>
        log.append(subject, { ...entry, sequence: log.entries(subject).length + 1 } as never, names),
    })
    expect(await wrongsOf(appendAnywhere, [[pending], [success]])).not.toBe('')
  })

  it('catches a log that does not find what it does not show', async () => {
    const both = [
      [pending, success],
      [pending, success],
    ]
    expect(await wrongsOf(() => ({ find: async () => [] }), both)).toContain('stands there twice')
  })
})
