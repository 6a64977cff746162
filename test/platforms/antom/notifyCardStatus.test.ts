import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifyCardStatus')
const changed = (requestId: string, operateType: string, cardStatus: string) =>
  variantOf(sample, { requestId, operateType, cardStatus })

describe('notifyCardStatus of antom', () => {
  it('lets a card be frozen and unfrozen again and again, until it is cancelled', () => {
    const history = [
      changed('1', 'FREEZE', 'FROZEN'),
      changed('2', 'UNFREEZE', 'ACTIVE'),
      changed('3', 'FREEZE', 'FROZEN'),
      changed('4', 'CANCEL', 'CANCEL'),
      changed('5', 'UNFREEZE', 'ACTIVE'),
    ]
    expect(stepsOf('antom', history)).toEqual([
      'unchanged at null',
      'unchanged at null',
      'unchanged at null',
      'changed to CANCEL',
      'unchanged at CANCEL',
    ])
  })

  it('takes a failed try and the next under one request as two messages', () => {
    const [failed, succeeded] = ['FAIL', 'SUCCESS'].map((status) =>
      messageOf('antom', variantOf(sample, { status })),
    )
    expect(failed?.subject).toBe(succeeded?.subject)
    expect(failed?.identity).not.toBe(succeeded?.identity)
  })
})
