import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifyCapture')
const withResult = (resultStatus: string) => variantOf(sample, { result: { resultStatus } })

describe('notifyCapture of antom', () => {
  it('is named by its request; an automatic one, which has none, by its id', () => {
    expect(messageOf('antom', sample.body).subject).toBe('capture#cap-20251120-0001')
    const automatic = variantOf(sample, { captureRequestId: null })
    expect(messageOf('antom', automatic).subject).toBe('capture#202511201940108001001888A0300050001')
  })

  it('is not at its end while it is in process', () => {
    expect(stepsOf('antom', ['U', 'S', 'U'].map(withResult))).toEqual([
      'unchanged at null',
      'changed to SUCCESS',
      'unchanged at SUCCESS',
    ])
  })
})
