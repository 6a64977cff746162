import { describe, expect, it } from 'vitest'
import { messageOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('acquirer', 'notifyOriginalCredit')
const nameless = { originalCreditRequestId: null, originalCreditId: null }

describe('notifyOriginalCredit of acquirer', () => {
  it('is about the credit that the partner named, else the one that Alipay+ did', () => {
    expect(messageOf('acquirer', sample.body).subject).toBe('original-credit#oct-20251120-0001')
    const body = variantOf(sample, { originalCreditRequestId: null })
    expect(messageOf('acquirer', body)).toMatchObject({
      subject: 'original-credit#202511201940108001001888A0300000001',
      identity: '202511201940108001001888A0300000001#S',
    })
  })

  it('keeps two credits apart that nobody named', () => {
    const [one, other] = ['u1', 'u2'].map((userId) =>
      messageOf('acquirer', variantOf(sample, { ...nameless, userId })),
    )
    expect(one?.subject).not.toBe(other?.subject)
    expect(one?.identity).not.toBe(other?.identity)
  })
})
