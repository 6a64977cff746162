import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('worldfirst', 'notifyDeal')
const withCode = (resultCode: string, resultStatus: string) =>
  variantOf(sample, { dealResult: { resultCode, resultStatus, resultMessage: '' } })

describe('notifyDeal of worldfirst', () => {
  it.each([
    ['SUCCESS', 'S'],
    ['CANCELLED', 'F'],
    ['FAIL', 'F'],
  ])('ends with the code %s, and is being processed with a status of S', (code, status) => {
    expect(
      stepsOf('worldfirst', [
        withCode('PROCESSING', 'S'),
        withCode(code, status),
        withCode('PROCESSING', 'S'),
      ]),
    ).toEqual(['changed to PROCESSING', `changed to ${code}`, `stale at ${code}`])
  })

  it('is named by its request, else by its id', () => {
    expect(messageOf('worldfirst', sample.body).subject).toBe('deal#fx-20251120-0001')
    const { subject } = messageOf('worldfirst', variantOf(sample, { deal: { dealId: 'D1' } }))
    expect(subject).toBe('deal#D1')
  })

  it('is its own deal where we do not know its name', () => {
    const [one, other] = ['1', '2'].map((no) =>
      messageOf('worldfirst', variantOf(sample, { deal: { contractNo: no } })),
    )
    expect(one?.subject).toMatch(/^deal#content:[\w-]{43}$/)
    expect(one?.subject).not.toBe(other?.subject)
  })
})
