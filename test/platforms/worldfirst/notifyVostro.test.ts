import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('worldfirst', 'notifyVostro')
const withCode = (resultCode: string) =>
  variantOf(sample, { balanceResult: { resultCode, resultStatus: 'S', resultMessage: '' } })

describe('notifyVostro of worldfirst', () => {
  it('returns a deposit that was credited, by the code under one status, in any order of arrival', () => {
    const [credited, returned] = [withCode('SUCCESS'), withCode('REFUND')]
    expect(stepsOf('worldfirst', [credited, returned])).toEqual(['changed to SUCCESS', 'changed to REFUND'])
    expect(stepsOf('worldfirst', [returned, credited])).toEqual(['changed to REFUND', 'stale at REFUND'])
    expect(messageOf('worldfirst', credited).identity).not.toBe(messageOf('worldfirst', returned).identity)
  })

  it('does not credit under a code that its page does not know', () => {
    expect(messageOf('worldfirst', withCode('PROCESSING')).understanding.state).toBeUndefined()
  })

  it('shares the subject of the deposit with the notification of the marketplace', () => {
    const { fundingId } = JSON.parse(sample.body.toString())
    const other = variantOf(sampleOf('worldfirst', 'notifyVostroAccount'), { fundingId })
    expect(messageOf('worldfirst', other)).toMatchObject({
      api: 'notifyVostroAccount',
      subject: messageOf('worldfirst', sample.body).subject,
    })
  })
})
