import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifyCardBill')
const at = (lastUpdate: string, billStatus: string) => variantOf(sample, { billStatus, lastUpdate })

describe('notifyCardBill of antom', () => {
  it('follows a transaction to its refund, and is not led back by a late message', () => {
    const history = [
      at('1', 'WAITING_CLEARANCE'),
      at('2', 'SUCCESS'),
      at('3', 'PARTIAL_REFUND'),
      at('5', 'REFUNDED'),
      at('4', 'PARTIAL_REFUND'),
    ]
    expect(stepsOf('antom', history)).toEqual([
      'changed to WAITING_CLEARANCE',
      'changed to SUCCESS',
      'changed to PARTIAL_REFUND',
      'changed to REFUNDED',
      'stale at REFUNDED',
    ])
  })

  it.each(['FAILED', 'CANCELLED'])('ends with %s where it is not cleared', (end) => {
    for (const waiting of ['WAITING_CLEARANCE', 'WAITING_DEDUCT']) {
      expect(stepsOf('antom', [at('1', waiting), at('2', end)]).at(-1)).toBe(`changed to ${end}`)
    }
  })

  it('takes a failure of what succeeded as a contradiction', () => {
    expect(stepsOf('antom', [at('1', 'SUCCESS'), at('2', 'FAILED')]).at(-1)).toBe('conflicting at SUCCESS')
  })

  it('takes each update under one status as a message of its own', () => {
    const [one, other] = ['1', '2'].map((time) => messageOf('antom', at(time, 'PARTIAL_REFUND')))
    expect(one?.identity).not.toBe(other?.identity)
  })

  it.each([{ order: 'o1' }, '{"order":"o1"}'])('reads the metadata %j', (metadata) => {
    expect(messageOf('antom', variantOf(sample, { metadata })).understanding.body).toMatchObject({ metadata })
  })
})
