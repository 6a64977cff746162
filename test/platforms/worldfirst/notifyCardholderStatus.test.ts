import { expect, it } from 'vitest'
import { stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('worldfirst', 'notifyCardholderStatus')

it.each(['APPROVED', 'REJECTED'])('notifyCardholderStatus of worldfirst ends with %s', (end) => {
  const history = ['PENDING', end, 'PENDING'].map((auditStatus) => variantOf(sample, { auditStatus }))
  expect(stepsOf('worldfirst', history)).toEqual([
    'changed to PENDING',
    `changed to ${end}`,
    `stale at ${end}`,
  ])
})
