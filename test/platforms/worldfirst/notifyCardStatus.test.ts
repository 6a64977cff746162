import { describe, expect, it } from 'vitest'
import { stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('worldfirst', 'notifyCardStatus')

describe('notifyCardStatus of worldfirst', () => {
  it.each(['CANCEL', 'CALCEL'])('ends with %s, after any freezing and activating', (end) => {
    const history = ['FROZEN', 'ACTIVE', end].map((cardStatus) => variantOf(sample, { cardStatus }))
    expect(stepsOf('worldfirst', history)).toEqual([
      'unchanged at null',
      'unchanged at null',
      'changed to CANCEL',
    ])
  })
})
