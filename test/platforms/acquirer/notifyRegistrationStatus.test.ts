import { describe, expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const completed = sampleOf('acquirer', 'notifyRegistrationStatus')
const pending = variantOf(completed, {
  registrationResult: { registrationStatus: 'PENDING' },
  pspRegistrationResultList: null,
})

describe('notifyRegistrationStatus of acquirer', () => {
  it('takes each snapshot of a registration as a message of its own, of one subject', () => {
    const [first, second] = [pending, completed.body].map((body) => messageOf('acquirer', body))
    expect(first?.subject).toBe('registration#reg-20251120-0001#M0000000001#S000001')
    expect(second?.subject).toBe(first?.subject)
    expect(second?.identity).not.toBe(first?.identity)
  })

  it.each(['COMPLETED', 'CANCELLED', 'APPROVED', 'REJECTED'])('does not lead back from %s', (status) => {
    const end = variantOf(completed, { registrationResult: { registrationStatus: status } })
    expect(stepsOf('acquirer', [pending, end])).toEqual(['changed to PENDING', `changed to ${status}`])
    expect(stepsOf('acquirer', [end, pending])).toEqual([`changed to ${status}`, `stale at ${status}`])
  })

  it.each(['rejectionReason', 'rejectReasons'])('reads a reason that is spelt %s', (spelling) => {
    const registrationResult = { registrationStatus: 'REJECTED', [spelling]: 'licence expired' }
    const { understanding } = messageOf('acquirer', variantOf(completed, { registrationResult }))
    expect(understanding).toMatchObject({ state: 'REJECTED', body: { registrationResult } })
  })

  it('keeps two stores of a merchant apart where no request is named', () => {
    const [one, other] = ['S1', 'S2'].map((referenceStoreId) =>
      messageOf('acquirer', variantOf(completed, { registrationRequestId: null, referenceStoreId })),
    )
    expect(one?.subject).not.toBe(other?.subject)
  })
})
