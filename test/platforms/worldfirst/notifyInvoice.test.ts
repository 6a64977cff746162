import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('worldfirst', 'notifyInvoice')
const withStatus = (invoiceStatus: string | null) => variantOf(sample, { invoiceStatus })

describe('notifyInvoice of worldfirst', () => {
  it('returns what was successful, and is not led back', () => {
    expect(
      stepsOf('worldfirst', ['SUCCESSFUL', 'PROCESSING', 'RETURNED', 'SUCCESSFUL'].map(withStatus)),
    ).toEqual(['changed to SUCCESSFUL', 'stale at SUCCESSFUL', 'changed to RETURNED', 'stale at RETURNED'])
  })

  it('takes the return of what failed as a contradiction', () => {
    expect(stepsOf('worldfirst', ['PROCESSING', 'FAILED', 'RETURNED'].map(withStatus)).at(-1)).toBe(
      'conflicting at FAILED',
    )
  })

  it('has no state without its optional status', () => {
    expect(messageOf('worldfirst', withStatus(null)).understanding.state).toBeUndefined()
  })

  it.each(['errodMessage', 'errorMessage'])('reads a message that is spelt %s', (spelling) => {
    const { understanding } = messageOf('worldfirst', variantOf(sample, { [spelling]: 'closed' }))
    expect(understanding.body[spelling]).toBe('closed')
  })
})
