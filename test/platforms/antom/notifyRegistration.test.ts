import { expect, it } from 'vitest'
import { stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifyRegistration')

it.each(['SUCCESSFUL', 'FAILED'])('notifyRegistration of antom ends with %s', (end) => {
  const history = ['PROCESSING', end, 'PROCESSING'].map((registrationStatus) =>
    variantOf(sample, { registrationStatus }),
  )
  expect(stepsOf('antom', history)).toEqual(['changed to PROCESSING', `changed to ${end}`, `stale at ${end}`])
})
