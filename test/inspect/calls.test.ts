import { describe, expect, it } from 'vitest'
import { createCalls } from '../../tools/inspect/local/calls.ts'
import type { CallRow } from '../../tools/inspect/view.ts'
import { CAME_AT, callOf, entryOf } from '../watch/call.ts'

function open(limits: { readonly rows: number; readonly bytes: number }) {
  const said: CallRow[] = []
  const calls = createCalls({
    doctor: { ask: async () => 'look at the body' },
    clock: () => CAME_AT,
    onRow: (row) => said.push(row),
    limits,
  })
  return {
    calls,
    said,
    come(requestId: string, bytes = 10, end = 'accepted', changes = {}): void {
      calls.ran({
        functionName: 'antom-notifications',
        requestId,
        event: {},
        begunAt: 1,
        endedAt: 2,
        outgoing: [],
      })
      calls.answered(callOf({ requestId, body: Buffer.alloc(bytes, 'x') }))
      calls.logged(
        entryOf(end, {
          correlationId: requestId,
          clientId: 'C',
          subject: `payment#${requestId}`,
          ...changes,
        }),
      )
    },
  }
}

const MIB = 1_048_576

describe('the calls that are held', () => {
  it('are the last ones, newest first, and nothing of those before', () => {
    const { calls, come, said } = open({ rows: 3, bytes: 64 * MIB })
    for (const id of ['r1', 'r2', 'r3', 'r4', 'r5']) come(id)
    expect(calls.rows().map(({ id }) => id)).toEqual(['r5', 'r4', 'r3'])
    expect([calls.get('r1'), calls.about('antom#C#payment#r1')]).toEqual([undefined, []])
    expect(calls.get('r5')).toMatchObject({ subject: 'antom#C#payment#r5', run: { begunAt: 1, endedAt: 2 } })
    expect(calls.about('antom#C#payment#r5')).toEqual([calls.rows()[0]])
    expect(said).toHaveLength(5)
  })

  it('have their bodies as long as these fit, and their rows longer', () => {
    const { calls, come } = open({ rows: 100, bytes: 3 * MIB })
    for (let n = 1; n <= 10; n++) come(`r${n}`, MIB)
    expect(calls.rows()).toHaveLength(10)
    const whole = calls.rows().filter(({ id }) => calls.get(id)?.facts)
    expect(whole.map(({ id }) => id)).toEqual(['r10', 'r9'])
    come('huge', 4 * MIB)
    expect([calls.get('huge')?.row.id, calls.get('huge')?.facts]).toEqual(['huge', undefined])
  })

  it('are fewer where they have a thousand headers each', () => {
    const { calls } = open({ rows: 100, bytes: MIB })
    const headers = Array.from({ length: 1_000 }, (_, n) => [`a${n}`, ''] as const)
    for (let n = 1; n <= 20; n++) {
      const end = { disposition: 'not-served' } as const
      calls.answered(callOf({ requestId: `r${n}`, headers, gateway: end }))
    }
    const whole = calls.rows().filter(({ id }) => calls.get(id)?.facts)
    expect(whole.map(({ id }) => id)).toEqual(['r20', 'r19', 'r18', 'r17', 'r16', 'r15'])
  })

  it('say again with the doctor’s word why they were refused', async () => {
    const { come, said } = open({ rows: 3, bytes: MIB })
    come('r1', 10, 'refused', { reason: 'signature-mismatch' })
    await Promise.resolve()
    expect(said.map(({ id, advice }) => [id, advice])).toEqual([
      ['r1', 'compare body, URI and key: docs/troubleshoot.md#a-signature-is-refused'],
      ['r1', 'look at the body'],
    ])
  })

  it('know what a command came to that ended after its answer', () => {
    const { calls, come, said } = open({ rows: 9, bytes: MIB })
    come('r1', 10, 'timed-out', {
      platform: 'wallet',
      contract: 'command',
      subject: undefined,
      operation: 'payment#1',
    })
    const late = { platform: 'wallet', contract: 'command', operation: 'payment#1', disposition: 'succeeded' }
    calls.logged({ correlationId: 'r1', message: 'command ended late', waitedMs: 9_000, ...late })
    expect(said.map(({ id, end }) => [id, end])).toEqual([
      ['r1', 'timed-out'],
      ['r1', 'timed-out'],
      ['late-r1', 'succeeded'],
    ])
    expect(calls.get('r1')?.late?.disposition).toBe('succeeded')
  })

  it('cut what a stranger makes long', () => {
    const { calls, come } = open({ rows: 3, bytes: MIB })
    come('r1', 10, 'accepted', {
      subject: 'x'.repeat(100_000),
      api: 'y'.repeat(100_000),
      cause: 'z'.repeat(100_000),
    })
    expect(JSON.stringify(calls.rows()).length).toBeLessThan(5_000)
  })
})
