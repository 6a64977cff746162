import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Role } from '../../lib/commands/journal.ts'
import type { MemoryJournal } from '../support/memory/memory-journal.ts'
import { everyScheduleOf, runAsChosen } from '../support/model/command-model.ts'
import { sent } from '../support/model/command-model-commands.ts'
import type { World } from '../support/model/command-model-run.ts'
import { runs } from '../support/model/runs.ts'
import type { Choose } from '../support/model/schedule.ts'

const { pay, payOther, cancel, refund } = sent
const forgetful = { remembers: false, refuses: [] }
const refusing = (...refuses: readonly string[]) => ({ remembers: true, refuses })

describe('three deliveries come to one end, in every schedule', () => {
  it('with at most two disturbances, of a payment: more than 100,000', { timeout: 200_000 }, async () => {
    expect(await everyScheduleOf({ deliveries: [pay, pay, pay], disturbances: 2 })).toBeGreaterThan(100_000)
  })

  it.each<[string, Omit<World, 'disturbances'>]>([
    ['a refund comes thrice', { deliveries: [refund, refund, refund] }],
    ['the id comes with another amount', { deliveries: [pay, payOther, cancel] }],
    ['any answer may come late', { deliveries: [pay, pay, cancel], delays: 'all' }],
    ['the payment is refused', { deliveries: [pay, pay, cancel], backend: refusing('pay') }],
    ['the cancel is refused', { deliveries: [pay, cancel, cancel], backend: refusing('cancelPayment') }],
    ['a clock is two seconds ahead', { deliveries: [pay, pay, cancel], skews: [2_000, 0, 0] }],
    ['one is two seconds behind', { deliveries: [pay, pay, cancel], skews: [-2_000, -500, 0] }],
    ['clocks are far ahead and behind', { deliveries: [pay, pay, cancel], skews: [0, -20_000, 6_000] }],
    ['the backend acts on every call', { deliveries: [pay, pay, cancel], backend: forgetful }],
  ])('with at most one disturbance, where %s: more than 5,000', { timeout: 60_000 }, async (_, world) => {
    expect(await everyScheduleOf({ ...world, disturbances: 1 })).toBeGreaterThan(5_000)
  })

  it.each([
    ['the payment alone', [pay, pay, pay]],
    ['its cancel too', [pay, pay, cancel]],
    ['two cancels', [pay, cancel, cancel]],
    ['another amount', [pay, payOther, cancel]],
  ])('undisturbed, and money moves once by the record alone; %s: more than 300', async (_, deliveries) => {
    const world: World = { deliveries, disturbances: 0, backend: forgetful, delays: 'all' }
    expect(await everyScheduleOf(world)).toBeGreaterThan(300)
  })
})

describe('four to six deliveries come to one end', () => {
  const deliveries = fc.array(fc.constantFrom(...Object.values(sent)), { minLength: 4, maxLength: 6 })
  const refuses = fc.subarray(['pay', 'cancelPayment', 'refund'])
  const skews = fc.array(fc.integer({ min: -20_000, max: 20_000 }), { maxLength: 6 })
  const worlds: fc.Arbitrary<World> = fc.record({
    deliveries,
    disturbances: fc.nat(6),
    backend: fc.record({ remembers: fc.boolean(), refuses }),
    skews: fc.option(skews, { nil: [], freq: 2 }),
    delays: fc.constant('all'),
  })

  it('in 10,000 random schedules and more with up to six disturbances', {
    timeout: runs(200_000),
  }, async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.uint8Array({ maxLength: 120 }), async (world, choices) => {
        let step = 0
        const choose: Choose = (ways) => (choices[step++] ?? 0) % ways
        await runAsChosen(choose, world)
      }),
      { numRuns: runs(10_000) },
    )
  })
})

/** An owner that everybody is taken for. */
const anyOwner = (journal: MemoryJournal, { key, role }: { readonly key: string; readonly role: Role }) =>
  journal.read(key)[role]?.owner ?? ''

/** Where an item has one role only. */
const apart = <Ask extends { readonly key: string; readonly role: Role }>(ask: Ask): Ask => ({
  ...ask,
  key: `${ask.key} ${ask.role}`,
})

describe('the check itself catches a journal', () => {
  it.each<
    [string, World['deliveries'], (journal: MemoryJournal) => Partial<MemoryJournal>, string, number[]?]
  >([
    [
      'whose leases end at once',
      [pay, pay],
      ({ claim }) => ({ claim: (ask) => claim({ ...ask, leaseUntil: ask.now }) }),
      'begins while another may be at it',
    ],
    [
      'whose leases are a millisecond shorter, where clocks are two seconds apart',
      [pay, pay],
      ({ claim }) => ({ claim: (ask) => claim({ ...ask, leaseUntil: ask.leaseUntil - 1 }) }),
      'begins while another may be at it',
      [2_000],
    ],
    [
      'in which anybody releases',
      [pay, pay, pay],
      (journal) => ({ release: (ask) => journal.release({ ...ask, owner: anyOwner(journal, ask) }) }),
      'begins while another may be at it',
    ],
    [
      'in which anybody settles',
      [pay, pay],
      (journal) => ({ settle: (ask) => journal.settle({ ...ask, owner: anyOwner(journal, ask) }) }),
      'which is not recorded',
    ],
    [
      'that keeps a payment and its cancel apart',
      [pay, cancel],
      ({ read, claim, settle, release }) => ({
        read: (key) => ({ ...read(`${key} act`), ...read(`${key} cancel`) }),
        claim: (ask) => claim(apart(ask)),
        settle: (ask) => settle(apart(ask)),
        release: (ask) => release(apart(ask)),
      }),
      'after its cancel was answered S',
    ],
  ])('%s', async (_, deliveries, change, wrong, skews = []) => {
    const through = (journal: MemoryJournal) => ({ ...journal, ...change(journal) })
    const world: World = { deliveries, disturbances: 2, backend: forgetful, skews, through }
    await expect(everyScheduleOf(world)).rejects.toThrow(wrong)
  })
})
