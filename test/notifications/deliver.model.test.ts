import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliver } from '../../lib/notifications/deliver.ts'
import { receive } from '../../lib/notifications/receive.ts'
import type { LogEntry, SubjectLog } from '../../lib/notifications/subject-log.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { type Message, wrongsOfSubject } from '../support/delivery-oracle.ts'
import { memoryBus, memoryDeadLetters } from '../support/memory-bus.ts'
import { memoryLog } from '../support/memory-log.ts'
import { receivingDesk } from '../support/receiving-desk.ts'
import { sampleOf, variantOf } from '../support/samples.ts'
import { type Choose, createGates, everySchedule } from '../support/schedule.ts'
import { noon, verifiedRequest } from '../support/verified-request.ts'

const desk = receivingDesk()
const { inbox } = desk

async function message(reports: Message['reports'], name: string, changes: object): Promise<Message> {
  const body = variantOf(sampleOf('antom', name), { ...changes })
  await receive(verifiedRequest(body), desk, noon)
  const receipt = inbox.receipts().at(-1)
  if (!receipt) throw new Error('nothing was received')
  return { receipt, reports }
}

const pending = await message('PENDING', 'notifyPayment.pending', { paymentRequestId: 'p1' })
const success = await message('SUCCESS', 'notifyPayment', { paymentRequestId: 'p1' })
const failure = await message('FAIL', 'notifyPayment.failed', { paymentRequestId: 'p1' })
const conflict = await message('SUCCESS', 'notifyPayment', { paymentRequestId: 'p1', paymentId: 'other' })
const both = [pending, success]
const elsewhere = await message('SUCCESS', 'notifyPayment', { paymentRequestId: 'p2' })

interface World {
  /** What each deliverer that runs at once is given. */
  readonly deliverers: readonly (readonly Message[])[]
  readonly faults: number
  readonly log?: SubjectLog
}

/** Runs the deliverers as scheduled and then once more undisturbed, as the stream would; tells what is wrong then. */
async function wrongsUnder(choose: Choose, { deliverers, faults, log = memoryLog() }: World) {
  const messages = [...new Set(deliverers.flat())]
  const bus = memoryBus()
  const undisturbed = { apisOf: notificationsOf, receipts: inbox, log, bus, deadLetters: memoryDeadLetters() }
  const gates = createGates()
  for (const [index, given] of deliverers.entries()) {
    const [caller, receipts] = [`${index}`, given.map(({ receipt }) => receipt)]
    void deliver(receipts, {
      ...undisturbed,
      // A receipt never changes: when it is read matters to faults alone.
      receipts: faults > 0 ? gates.hold(caller, inbox) : inbox,
      log: gates.hold(caller, log),
      bus: gates.hold(caller, bus),
    })
  }
  await gates.open(choose, faults)

  const last = await deliver(
    messages.map(({ receipt }) => receipt),
    undisturbed,
  )
  const unfinished = last.filter(({ outcome }) => outcome !== 'published')
  const details: readonly string[] = bus.published.map(({ detail }) => detail)
  const subjects = [...Map.groupBy(messages, ({ receipt }) => receipt.subjectKey)]
  const wrongs = await Promise.all(
    subjects.map(async ([subjectKey, own]) => wrongsOfSubject(own, await log.entries(subjectKey), details)),
  )
  return [...unfinished.map(({ reason }) => `unfinished: ${reason}`), ...wrongs.flat()]
}

describe('whatever the schedule, the log has no gap and no double, and each receipt is told one way:', () => {
  it.each<[string, World]>([
    ['two deliverers of the same two records', { deliverers: [both, both], faults: 0 }],
    ['the same, one of them shuffled', { deliverers: [both, both.toReversed()], faults: 0 }],
    ['two finals and a conflict at once', { deliverers: [[success], [failure], [conflict]], faults: 0 }],
    ['three deliverers of one record', { deliverers: [[success], [success], [success]], faults: 0 }],
    ['a fault anywhere in one deliverer', { deliverers: [[pending, success, conflict]], faults: 1 }],
    ['a fault anywhere in two deliverers', { deliverers: [[pending], [success]], faults: 1 }],
    ['two faults, one record', { deliverers: [[success], [success]], faults: 2 }],
  ])('%s', { timeout: 120_000 }, async (_, world) => {
    const schedules = await everySchedule(async (choose) => {
      expect(await wrongsUnder(choose, world)).toEqual([])
    })
    expect(schedules).toBeGreaterThan(30)
  })

  it('up to four deliverers of any records, with up to four faults', async () => {
    const given = fc.array(fc.constantFrom(pending, success, failure, conflict, elsewhere), { maxLength: 6 })
    const deliverers = fc.array(given, { minLength: 1, maxLength: 4 })
    const choices = fc.array(fc.nat(), { maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(deliverers, fc.nat(4), choices, async (drawn, faults, chosen) => {
        let step = 0
        const choose: Choose = (ways) => (chosen[step++] ?? 0) % ways
        expect(await wrongsUnder(choose, { deliverers: drawn, faults })).toEqual([])
      }),
      { numRuns: 1_000 },
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
    const entries = await log.entries(success.receipt.subjectKey)
    expect(entries.map(({ changed, stale }) => (changed ? 'changed' : stale ? 'stale' : ''))).toEqual(steps)
    expect(entries.at(-1)?.after).toBe('SUCCESS')
  })
})

describe('the check itself', () => {
  it('catches a log that appends without its condition', async () => {
    const wrongs = new Set<string>()
    await everySchedule(async (choose) => {
      const entries: LogEntry[] = []
      const log: SubjectLog = {
        entries: async () => [...entries],
        append: async (_, entry) => Boolean(entries.push(entry)),
      }
      for (const wrong of await wrongsUnder(choose, { deliverers: [[pending], [success]], faults: 0, log })) {
        wrongs.add(wrong)
      }
    })
    expect(wrongs.size).toBeGreaterThan(0)
  })
})
