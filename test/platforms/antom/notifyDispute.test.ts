import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const created = sampleOf('antom', 'notifyDispute')
const judged = sampleOf('antom', 'notifyDispute.judged')
const step = (disputeNotificationType: string) => variantOf(created, { disputeNotificationType })

describe('notifyDispute of antom', () => {
  it.each(['DISPUTE_JUDGED', 'DISPUTE_CANCELLED', 'DISPUTE_ACCEPTED', 'RDR_RESOLVED'])(
    'ends with %s, whether it was defended or not, and is not opened again',
    (end) => {
      const history = ['DISPUTE_CREATED', 'DEFENSE_SUPPLIED', end].map(step)
      expect(stepsOf('antom', history).at(-1)).toBe(`changed to ${end}`)
      expect(stepsOf('antom', [step('DISPUTE_CREATED'), step(end), step('DEFENSE_SUPPLIED')])).toEqual([
        'changed to DISPUTE_CREATED',
        `changed to ${end}`,
        `stale at ${end}`,
      ])
    },
  )

  it('may be judged before we know of it', () => {
    expect(stepsOf('antom', [judged.body, created.body])).toEqual([
      'changed to DISPUTE_JUDGED',
      'stale at DISPUTE_JUDGED',
    ])
  })

  it('may be alerted about again and again, which leaves it what it is', () => {
    const [first, second] = ['2025-12-01T00:00:00Z', '2025-12-03T00:00:00Z'].map((defenseDueTime) =>
      variantOf(created, { disputeNotificationType: 'DEFENSE_DUE_ALERT', defenseDueTime }),
    )
    if (!first || !second) throw new Error('two alerts')
    expect(messageOf('antom', first).identity).not.toBe(messageOf('antom', second).identity)
    expect(stepsOf('antom', [created.body, first, second]).slice(1)).toEqual([
      'unchanged at DISPUTE_CREATED',
      'unchanged at DISPUTE_CREATED',
    ])
  })
})
