import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLineJoiner } from '../../tools/watch/join-lines.ts'
import { callOf, entryOf } from './call.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function open() {
  const came: unknown[] = []
  const late: unknown[] = []
  const joiner = createLineJoiner({
    onCall: (facts) => came.push(facts),
    onLate: (entry) => late.push(entry),
    clock: Date.now,
  })
  return { ...joiner, came, late }
}

const call = callOf()
const entry = entryOf('accepted')

describe('an answer and the line of its function', () => {
  it('are one, whichever comes first', () => {
    for (const order of [
      ['answered', 'logged'],
      ['logged', 'answered'],
    ] as const) {
      const { came, ...joiner } = open()
      for (const step of order) {
        expect(came).toEqual([])
        if (step === 'answered') joiner.answered(call)
        else joiner.logged(entry)
      }
      expect(came).toEqual([{ call, entry }])
    }
  })

  it('keep what the function said before it', () => {
    const { came, answered, logged } = open()
    const mishap = { ...entry, message: 'the reply could not be signed' }
    logged(mishap)
    answered(call)
    logged(entry)
    expect(came).toEqual([{ call, entry, mishap }])
  })

  it('are not waited for where the gateway answered by itself', () => {
    const { came, answered } = open()
    const own = { ...call, gateway: { disposition: 'not-served' } } as const
    answered(own)
    expect(came).toEqual([{ call: own }])
  })

  it('are shown once, also where no line ever comes', () => {
    const { came, answered, logged, flush } = open()
    answered(call)
    vi.advanceTimersByTime(4_000)
    expect(came).toEqual([{ call }])
    logged(entry)
    vi.advanceTimersByTime(60_000)
    answered({ ...call, requestId: 'r2' })
    flush()
    expect(came).toHaveLength(2)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('have nothing to do with a line of another kind', () => {
    const { came, late, logged, answered } = open()
    const after = { ...entry, message: 'command ended after its answer', disposition: 'succeeded' }
    logged({ message: 'the secret has problems' })
    logged(after)
    answered(call)
    expect([came, late]).toEqual([[], [after]])
  })
})
