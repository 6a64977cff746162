import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aborted } from '../../lib/keys/aborted.ts'
import type { SecretSource } from '../../lib/keys/secret-source.ts'
import type { KeyRing } from '../../lib/protocol/keys.ts'
import { fakeTime } from '../support/fake-time.ts'
import { minute, openOn, second, versioned } from './open-store.ts'

const texts = ['1', '2', '3'].map(versioned)

/** What may become of a read: texts after so many milliseconds, a failure, or nothing. */
const answer = fc.oneof(
  { weight: 3, arbitrary: fc.record({ texts: fc.subarray(texts, { maxLength: 1 }), after: fc.nat(2_000) }) },
  fc.constantFrom('broken', 'fails', 'throws', 'hangs', 'deaf'),
)
const duration = fc.oneof(fc.nat(3 * second), fc.nat(40 * second), fc.nat(10 * minute))
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom({ ask: 'current' }, { ask: 'newer' }) },
  { weight: 4, arbitrary: fc.record({ pass: duration }) },
  { weight: 1, arbitrary: fc.record({ freeze: duration }) },
)
const jump = fc.record({ jump: fc.integer({ min: -60 * minute, max: 60 * minute }) })

type Answer = typeof answer extends fc.Arbitrary<infer Value> ? Value : never
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never
type Jump = typeof jump extends fc.Arbitrary<infer Value> ? Value : never

/** Runs a schedule, and checks at each call how long it waited and what it was given. */
async function run(answers: readonly Answer[], steps: readonly (Step | Jump)[]) {
  const time = fakeTime()
  const reads: { readonly at: number; readonly empty: boolean }[] = []
  let seen: KeyRing | undefined
  let largest = 0
  const source: SecretSource = {
    read(signal) {
      const next = answers[reads.length % answers.length]
      reads.push({ at: time.elapsed(), empty: largest === 0 })
      if (next === 'throws') throw new Error('at once')
      return read(next, signal)
    },
  }
  async function read(next: Answer | undefined, signal: AbortSignal): Promise<readonly string[]> {
    if (next === 'deaf') return new Promise(() => {})
    if (next === 'hangs') await aborted(signal)
    if (next === 'broken') return ['{']
    if (typeof next !== 'object') throw new Error('failed')
    await aborted(time.timeout(next.after))
    return next.texts
  }
  const { store } = openOn(source, time)

  const pending = new Set<Promise<void>>()
  const ask = (call: () => Promise<KeyRing | undefined>, atMost: number) => {
    const start = time.elapsed()
    const settled = call().then((ring) => {
      pending.delete(settled)
      expect(time.elapsed() - start).toBeLessThanOrEqual(atMost)
      if (!ring) return
      expect(ring.size).toBeGreaterThanOrEqual(largest)
      largest = ring.size
      seen = ring
    })
    pending.add(settled)
    return settled
  }
  const initial = ask(store.current, 1_500)
  const asked: Promise<void>[] = [initial]
  for (const step of steps) {
    if ('pass' in step) await time.pass(step.pass)
    if ('jump' in step) time.setClock(step.jump)
    if ('freeze' in step && pending.size === 0) time.freeze(step.freeze)
    if (!('ask' in step)) continue
    const known = seen
    if (step.ask === 'current' || !known) asked.push(ask(store.current, 1_500))
    else asked.push(ask(() => store.newerThan(known), 1_000))
  }
  await time.pass(2 * second)
  expect(pending.size).toBe(0)
  await Promise.all(asked)
  return reads
}

it('never rejects, keeps nobody waiting and loses no keys, whatever the source and the clock do', async () => {
  const anything = fc.array(fc.oneof({ weight: 8, arbitrary: step }, jump), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 8 }), anything, async (answers, steps) => {
      await run(answers, steps)
    }),
    { numRuns: 300 },
  )
})

it('reads at most twice in 30 s where it holds keys', async () => {
  const steps = fc.array(step, { minLength: 10, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 8 }), steps, async (answers, steps) => {
      const reads = await run(answers, steps)
      const holding = reads.filter(({ empty }) => !empty)
      for (const [index, { at }] of holding.entries()) {
        expect((holding[index + 2]?.at ?? Number.POSITIVE_INFINITY) - at).toBeGreaterThanOrEqual(30 * second)
      }
    }),
    { numRuns: 300 },
  )
})
