import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const completed = sampleOf('antom', 'notifyRegistrationStatus')
const pending = variantOf(completed, { registrationResult: { registrationStatus: 'PENDING' } })

describe('notifyRegistrationStatus of antom', () => {
  it('takes each snapshot of a registration as a message of its own, and none that leads it back', () => {
    expect(messageOf('antom', pending).identity).not.toBe(messageOf('antom', completed.body).identity)
    expect(stepsOf('antom', [completed.body, pending])).toEqual([
      'changed to COMPLETED',
      'stale at COMPLETED',
    ])
  })

  it('names its merchant and store where it names no request: all its fields are optional', () => {
    const body = variantOf(completed, { registrationRequestId: null, pspRegistrationResultList: null })
    expect(messageOf('antom', body).subject).toBe('registration##218812000019000001#340001')
  })
})
