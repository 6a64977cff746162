import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SecretSource } from '../../lib/keys/secret-reads.ts'
import type { KeyRing } from '../../lib/protocol/keys.ts'
import { aborted } from '../../lib/time/timing.ts'
import { type FakeTime, fakeTime } from '../support/model/fake-time.ts'
import { minute, openOn, second, versioned } from './open-store.ts'

const texts = ['1', '2', '3'].map(versioned)

/** What may become of a read: texts after so many milliseconds, a failure, or nothing. */
const answer = fc.oneof(
  { weight: 3, arbitrary: fc.record({ texts: fc.subarray(texts, { maxLength: 1 }), after: fc.nat(2_000) }) },
  fc.constantFrom('broken', 'fails', 'throws', 'hangs', 'deaf'),
)
const duration = fc.oneof(
  fc.nat(3 * second),
  fc.nat(40 * second),
  fc.nat(10 * minute),
  fc.constant(5 * minute),
)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom({ ask: 'current' }, { ask: 'newer' }) },
  { weight: 4, arbitrary: fc.record({ pass: duration }) },
  { weight: 1, arbitrary: fc.record({ freeze: duration }) },
)
const jump = fc.record({ jump: fc.integer({ min: -60 * minute, max: 60 * minute }) })

type Answer = typeof answer extends fc.Arbitrary<infer Value> ? Value : never
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never
type Jump = typeof jump extends fc.Arbitrary<infer Value> ? Value : never

/** A source of which read after read becomes what the list says, over and over. */
function scripted(answers: readonly Answer[], time: FakeTime): SecretSource {
  let reads = 0
  const read = async (answer: Answer | undefined, signal: AbortSignal): Promise<readonly string[]> => {
    if (answer === 'deaf') return new Promise(() => {})
    if (answer === 'hangs') await aborted(signal)
    if (answer === 'broken') return ['{']
    if (typeof answer !== 'object') throw new Error('failed')
    await aborted(time.timeout(answer.after))
    return answer.texts
  }
  return {
    read(signal) {
      const answer = answers[reads++ % answers.length]
      if (answer === 'throws') throw new Error('at once')
      return read(answer, signal)
    },
  }
}

/** Runs a schedule and checks each answer; gives the times at which a read began though keys had been handed out. */
async function run(answers: readonly Answer[], steps: readonly (Step | Jump)[]) {
  const time = fakeTime()
  const source = scripted(answers, time)
  const readsWithKeys: number[] = []
  let ring: KeyRing | undefined
  const { store } = openOn(
    {
      read(signal) {
        if (ring?.size) readsWithKeys.push(time.elapsed())
        return source.read(signal)
      },
    },
    time,
  )
  let waiting = 0
  const asked: Promise<void>[] = []
  const ask = async (call: () => Promise<KeyRing | undefined>, atMost: number) => {
    const start = time.elapsed()
    waiting++
    const given = await call()
    waiting--
    expect(time.elapsed() - start).toBeLessThanOrEqual(atMost)
    if (given && ring) expect(given.size).toBeGreaterThanOrEqual(ring.size)
    ring = given ?? ring
  }
  for (const step of steps) {
    const seen = ring
    if ('pass' in step) await time.pass(step.pass)
    else if ('jump' in step) time.setClock(step.jump)
    else if ('freeze' in step) time.freeze(waiting === 0 ? step.freeze : 0)
    else if (step.ask === 'newer' && seen) asked.push(ask(() => store.newerThan(seen), 1_000))
    else asked.push(ask(store.current, 1_500))
  }
  await time.pass(2 * second)
  expect(waiting).toBe(0)
  await Promise.all(asked)
  return readsWithKeys
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
      const spans = reads.slice(2).map((at, index) => at - (reads[index] ?? 0))
      expect(spans.filter((span) => span < 30 * second)).toEqual([])
    }),
    { numRuns: 300 },
  )
})
