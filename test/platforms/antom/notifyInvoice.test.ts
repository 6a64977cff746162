import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifyInvoice')
const withStatus = (invoiceStatus: string) => variantOf(sample, { invoiceStatus })

describe('notifyInvoice of antom', () => {
  it.each(['PAID', 'VOID', 'UNCOLLECTIBLE'])('ends with %s, from the draft or by way of attempts', (end) => {
    expect(stepsOf('antom', [withStatus('DRAFT'), withStatus(end)]).at(-1)).toBe(`changed to ${end}`)
    expect(stepsOf('antom', ['OPEN', end, 'UNPAID'].map(withStatus))).toEqual([
      'changed to OPEN',
      `changed to ${end}`,
      `stale at ${end}`,
    ])
  })

  it('takes each attempt to collect it as a message of its own', () => {
    const [one, other] = ['p1', 'p2'].map((paymentId) =>
      messageOf('antom', variantOf(sample, { invoiceStatus: 'UNPAID', paymentInfo: { paymentId } })),
    )
    expect(one?.subject).toBe(other?.subject)
    expect(one?.identity).not.toBe(other?.identity)
  })
})
