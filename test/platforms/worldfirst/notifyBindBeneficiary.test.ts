import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('worldfirst', 'notifyBindBeneficiary')
const bound = (resultStatus: string, status?: string) =>
  variantOf(sample, { result: { resultStatus }, ...(status && { beneficiary: { status } }) })
const stateOf = (body: Buffer) => messageOf('worldfirst', body).understanding.state

describe('notifyBindBeneficiary of worldfirst', () => {
  it('makes a beneficiary usable by result and status together', () => {
    expect(stepsOf('worldfirst', [bound('S', 'PROCESSING'), bound('S', 'SUCCESS')])).toEqual([
      'changed to PROCESSING',
      'changed to SUCCESS',
    ])
    expect(stateOf(bound('S', 'FAIL'))).toBe('FAIL')
    expect(stateOf(bound('F', 'SUCCESS'))).toBe('FAIL')
    expect(stateOf(bound('U', 'SUCCESS'))).toBeUndefined()
  })

  it('fails without a beneficiary', () => {
    const body = variantOf(sample, { result: { resultStatus: 'F' }, beneficiary: null })
    expect(stateOf(body)).toBe('FAIL')
  })

  it('takes its progress as messages of its own', () => {
    const [one, other] = ['PROCESSING', 'SUCCESS'].map((status) =>
      messageOf('worldfirst', bound('S', status)),
    )
    expect(one?.subject).toBe(other?.subject)
    expect(one?.identity).not.toBe(other?.identity)
  })

  it('never lets the token out', () => {
    const { beneficiary } = messageOf('worldfirst', sample.body).understanding.body
    expect(beneficiary).not.toHaveProperty('beneficiaryToken')
    expect(beneficiary).toHaveProperty('referenceBeneficiaryId', 'SUP-0001')
  })
})
