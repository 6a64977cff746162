import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Claim, Entry, Journal, Role, Settlement } from '../../lib/commands/journal.ts'

type Step = { readonly call: 'claim' | 'settle' | 'release' | 'look' } & Claim & Settlement

/** Few of everything, so that the steps meet; the clocks of two owners need not agree. */
const anyStep: fc.Arbitrary<Omit<Step, 'key'>> = fc
  .record({
    call: fc.constantFrom('claim', 'claim', 'settle', 'release', 'look'),
    role: fc.constantFrom('act', 'act', 'cancel'),
    owner: fc.constantFrom('A', 'B', 'C'),
    digest: fc.constantFrom('d', 'd', 'd', 'e'),
    now: fc.nat({ max: 6 }),
    lease: fc.nat({ max: 3 }),
    status: fc.constantFrom('S', 'F'),
    expires: fc.constantFrom(undefined, 1, 2_000_000_000),
  } as const)
  .map(({ lease, status, ...step }) => ({
    ...step,
    api: 'pay',
    correlationId: 'request',
    until: 0,
    begunAt: step.now,
    disposition: 'tried',
    leaseUntil: step.now + lease,
    outcome: { status, body: `the outcome of ${step.owner}` },
  }))

/** One operation as the port describes it, step by step. */
function model() {
  const held: { [Name in Role]?: Entry } = {}

  function allows({ call, role, owner, digest, now }: Step): boolean {
    const entry = held[role]
    if (call !== 'claim') return entry !== undefined && entry.owner === owner && !entry.outcome
    const cancel = held.cancel
    if (role === 'act' && cancel && cancel.outcome?.status !== 'F') return false
    if (!entry) return true
    return !entry.outcome && entry.digest === digest && entry.leaseUntil <= now && entry.owner !== owner
  }

  function take({ call, role, owner, digest, now, leaseUntil, outcome }: Step): void {
    const { attempt = 0, firstBegunAt = now } = held[role] ?? {}
    if (call === 'claim') held[role] = { owner, digest, leaseUntil, firstBegunAt, attempt: attempt + 1 }
    const entry = held[role]
    if (entry && call === 'settle') held[role] = { ...entry, outcome }
    if (entry && call === 'release') held[role] = { ...entry, leaseUntil: 0 }
  }

  return (step: Step) => {
    if (step.call === 'look') return { ...held }
    const granted = allows(step)
    if (granted) take(step)
    return step.call === 'release' ? undefined : { granted, operation: { ...held } }
  }
}

/** Asks the journal and the model for the same, over and over, of one operation after the other. */
export async function agreesWithModel(open: () => Journal): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 20 }), async (steps) => {
      const [rule, key] = [model(), randomUUID()]
      for (const step of steps.map((each) => ({ ...each, key }))) {
        expect(await open()[step.call](step)).toEqual(rule(step))
      }
    }),
    { numRuns: 150 },
  )
}
