import { describe, expect, it } from 'vitest'
import { paramIllegal } from '../../lib/commands/results.ts'

describe('PARAM_ILLEGAL', () => {
  it('names the field in at most the 256 characters that a message may have', () => {
    expect(paramIllegal('paymentAmount.value')).toEqual({
      resultCode: 'PARAM_ILLEGAL',
      resultStatus: 'F',
      resultMessage: 'Illegal parameters: paymentAmount.value',
    })
    expect(paramIllegal('x'.repeat(300)).resultMessage).toHaveLength(256)
  })
})
