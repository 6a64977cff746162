import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim, Entry, Journal, Operation, Outcome, Role } from '../../lib/commands/journal.ts'
import { agreesWithModel } from './journal-model.ts'

const NOW = 1_795_000_000_000
const LEASE = 9_300

const success: Outcome = { status: 'S', body: '{"result":{"resultStatus":"S"}}' }
const failure: Outcome = { status: 'F', body: '{"result":{"resultStatus":"F"}}' }

/** What every journal does. The one that `open` gives may hold other operations: each test uses a key of its own. */
export function describeJournal(open: () => Journal): void {
  /** An operation of its own, and what its owners ask for. */
  function operation() {
    const common = { key: randomUUID(), role: 'act', digest: 'digest', correlationId: 'request' } as const
    const ended = { begunAt: NOW, disposition: 'tried' }
    const claim = (owner: string, changes: Partial<Claim> = {}) => {
      const { now = NOW } = changes
      return open().claim({
        ...common,
        api: 'pay',
        owner,
        now,
        until: NOW,
        leaseUntil: now + LEASE,
        expires: undefined,
        ...changes,
      })
    }
    const settle = (owner: string, outcome = success, role: Role = 'act', now = NOW) =>
      open().settle({ ...common, ...ended, role, owner, outcome, now, until: NOW })
    const release = (owner: string, role: Role = 'act') =>
      open().release({ ...common, ...ended, role, owner, now: NOW, until: NOW })
    const look = () => open().look({ key: common.key, until: NOW })
    return { claim, settle, release, look }
  }

  const entry = (owner: string, changes: Partial<Entry> = {}): Entry => ({
    owner,
    digest: 'digest',
    attempt: 1,
    firstBegunAt: NOW,
    leaseUntil: NOW + LEASE,
    ...changes,
  })
  const granted = (operation: Operation) => ({ granted: true, operation })
  const refused = (operation: Operation) => ({ granted: false, operation })

  describe('fulfils the contract of a journal: a claim', () => {
    it('is granted where there is nothing, and gives the operation as it is then', async () => {
      const { claim, look } = operation()
      expect(await claim('first')).toEqual(granted({ act: entry('first') }))
      expect(await look()).toEqual({ act: entry('first') })
    })

    it('is refused while a lease lives, to its own owner too, and brings back what is there', async () => {
      const { claim, look } = operation()
      await claim('first')
      for (const owner of ['first', 'second']) {
        expect(await claim(owner, { now: NOW + LEASE - 1 })).toEqual(refused({ act: entry('first') }))
      }
      expect(await look()).toEqual({ act: entry('first') })
    })

    it('is refused to its own owner also after its lease: a request that was made twice may land late', async () => {
      const { claim, release } = operation()
      await claim('first')
      await release('first')
      const givenBack = refused({ act: entry('first', { leaseUntil: 0 }) })
      for (const now of [NOW, NOW + LEASE]) expect(await claim('first', { now })).toEqual(givenBack)
    })

    it('is granted from the very millisecond at which the lease runs out, as the next attempt', async () => {
      const { claim } = operation()
      await claim('first')
      const now = NOW + LEASE
      const second = entry('second', { attempt: 2, leaseUntil: now + LEASE })
      expect(await claim('second', { now })).toEqual(granted({ act: second }))
      expect(await claim('third', { now })).toEqual(refused({ act: second }))
    })

    it('of another digest is refused for ever', async () => {
      const { claim, release } = operation()
      await claim('first')
      await release('first')
      expect(await claim('second', { digest: 'other', now: NOW + 10 * LEASE })).toEqual(
        refused({ act: entry('first', { leaseUntil: 0 }) }),
      )
    })

    it('is refused once there is an outcome, and brings it back', async () => {
      for (const outcome of [success, failure]) {
        const { claim, settle } = operation()
        await claim('first')
        await settle('first', outcome)
        expect(await claim('second', { now: NOW + 10 * LEASE })).toEqual(
          refused({ act: entry('first', { outcome }) }),
        )
      }
    })

    it('is granted to one of fifty at once, and the others get its entry', async () => {
      const { claim } = operation()
      const rulings = await Promise.all(Array.from({ length: 50 }, (_, rival) => claim(`rival ${rival}`)))
      const winners = rulings.flatMap(({ granted }, rival) => (granted ? [rival] : []))
      expect(winners).toHaveLength(1)
      const winner = { act: entry(`rival ${winners[0]}`) }
      expect(rulings.map(({ operation }) => operation)).toEqual(Array(50).fill(winner))
    })

    it('keeps operations of different keys apart', async () => {
      const [one, other] = [operation(), operation()]
      await one.claim('first')
      expect(await other.look()).toEqual({})
      expect(await other.claim('second')).toEqual(granted({ act: entry('second') }))
      expect(await one.look()).toEqual({ act: entry('first') })
    })

    it('counts an operation that has expired, as long as it is not deleted', async () => {
      const { claim } = operation()
      await claim('first', { expires: 1 })
      expect(await claim('second', { expires: 1 })).toEqual(refused({ act: entry('first') }))
    })
  })

  describe('fulfils the contract of a journal: a settlement', () => {
    it('records the outcome, and gives the operation as it is then', async () => {
      const { claim, settle, look } = operation()
      await claim('first')
      const settled = { act: entry('first', { outcome: success }) }
      expect(await settle('first')).toEqual(granted(settled))
      expect(await look()).toEqual(settled)
    })

    it('is refused where there is an outcome: the first stands', async () => {
      const { claim, settle } = operation()
      await claim('first')
      await settle('first', success)
      expect(await settle('first', failure)).toEqual(refused({ act: entry('first', { outcome: success }) }))
    })

    it('of who never began, or was followed by another, is refused and changes nothing', async () => {
      const { claim, settle, look } = operation()
      expect(await settle('stranger')).toEqual(refused({}))
      expect(await look()).toEqual({})
      await claim('first')
      await claim('second', { now: NOW + LEASE })
      const held = { act: entry('second', { attempt: 2, leaseUntil: NOW + 2 * LEASE }) }
      for (const owner of ['stranger', 'first', '']) expect(await settle(owner)).toEqual(refused(held))
    })

    it('is granted after the lease has run out or was given back, while nobody else has begun', async () => {
      const [late, released] = [operation(), operation()]
      await late.claim('first')
      expect((await late.settle('first', success, 'act', NOW + 10 * LEASE)).granted).toBe(true)
      await released.claim('first')
      await released.release('first')
      expect((await released.settle('first')).granted).toBe(true)
    })

    it.each([
      ['300 KB', 'x'.repeat(300_000)],
      ['300 KB of UTF-8', '支'.repeat(100_000)],
    ])('holds a body of %s', async (_, body) => {
      const { claim, settle, look } = operation()
      await claim('first')
      await settle('first', { status: 'S', body })
      expect((await look()).act?.outcome?.body === body).toBe(true)
    })

    it('holds any body to the letter', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'binary' }), async (body) => {
          const { claim, settle, look } = operation()
          await claim('first')
          await settle('first', { status: 'F', body })
          expect((await look()).act?.outcome).toEqual({ status: 'F', body })
        }),
        { numRuns: 50 },
      )
    })
  })

  describe('fulfils the contract of a journal: a release', () => {
    it('lets another begin at once, and forgets no attempt', async () => {
      const { claim, release, look } = operation()
      for (const attempt of [1, 2, 3]) {
        const owner = `owner-${attempt}`
        expect(await claim(owner)).toEqual(granted({ act: entry(owner, { attempt }) }))
        await release(owner)
        expect(await look()).toEqual({ act: entry(owner, { attempt, leaseUntil: 0 }) })
      }
    })

    it('of a stranger, or after an outcome, changes nothing and does not throw', async () => {
      const { claim, settle, release, look } = operation()
      await release('stranger')
      expect(await look()).toEqual({})
      await claim('first')
      await release('stranger')
      expect(await look()).toEqual({ act: entry('first') })
      await settle('first')
      await release('first')
      expect(await look()).toEqual({ act: entry('first', { outcome: success }) })
    })
  })

  describe('fulfils the contract of a journal: a cancel', () => {
    const cancel = { role: 'cancel', api: 'cancelPayment' } as const

    it('is granted beside what executes the operation, whatever has become of it, and brings that back', async () => {
      const steps: ((one: ReturnType<typeof operation>) => Promise<unknown>)[] = [
        async () => undefined,
        ({ release }) => release('payer'),
        ({ settle }) => settle('payer', success),
        ({ settle }) => settle('payer', failure),
      ]
      for (const step of steps) {
        const one = operation()
        await one.claim('payer')
        await step(one)
        const before = await one.look()
        expect(await one.claim('canceller', cancel)).toEqual(
          granted({ ...before, cancel: entry('canceller') }),
        )
      }
    })

    it('bars what executes it, pending, given back or successful, and lets it on once it failed', async () => {
      const { claim, settle, release, look } = operation()
      await claim('canceller', cancel)
      expect(await claim('payer')).toEqual(refused({ cancel: entry('canceller') }))
      await release('canceller', 'cancel')
      expect(await claim('payer', { now: NOW + 10 * LEASE })).toEqual(refused(await look()))
      await claim('again', cancel)
      const failed = await settle('again', failure, 'cancel')
      expect(await claim('payer')).toEqual(granted({ ...failed.operation, act: entry('payer') }))

      const closed = operation()
      await closed.claim('canceller', cancel)
      const { operation: cancelled } = await closed.settle('canceller', success, 'cancel')
      expect(await closed.claim('payer', { now: NOW + 10 * LEASE })).toEqual(refused(cancelled))
    })

    it('does not keep the truth out: what executes it is settled, and the cancel is brought back', async () => {
      const { claim, settle } = operation()
      await claim('payer')
      await claim('canceller', cancel)
      expect(await settle('payer')).toEqual(
        granted({ act: entry('payer', { outcome: success }), cancel: entry('canceller') }),
      )
    })

    it('has an owner, a digest, attempts, a lease and an outcome of its own', async () => {
      const { claim, settle, release, look } = operation()
      await claim('same', { digest: 'of the payment' })
      await claim('before', { ...cancel, digest: 'of the cancel' })
      await release('before', 'cancel')
      await claim('same', { ...cancel, digest: 'of the cancel' })
      await settle('same', failure, 'cancel')
      expect(await look()).toEqual({
        act: entry('same', { digest: 'of the payment' }),
        cancel: entry('same', { digest: 'of the cancel', attempt: 2, outcome: failure }),
      })
    })
  })

  describe('fulfils the contract of a journal: a look', () => {
    it('gives nothing of an operation that nobody began, and begins nothing', async () => {
      const { claim, look } = operation()
      for (let round = 0; round < 2; round++) expect(await look()).toEqual({})
      expect(await claim('first')).toEqual(granted({ act: entry('first') }))
    })

    it('gives what was there before it and is there after it, whoever holds the lease', async () => {
      const { claim, settle, look } = operation()
      const before = await claim('first')
      for (let round = 0; round < 2; round++) expect(await look()).toEqual(before.operation)
      const settled = await settle('first')
      expect(await look()).toEqual(settled.operation)
    })
  })

  it('rules as a plain model does, whatever is asked for in whatever order', () => agreesWithModel(open))
}
