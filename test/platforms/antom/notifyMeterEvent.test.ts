import { describe, expect, it } from 'vitest'
import { messageOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('antom', 'notifyMeterEvent')
const rejected = (idempotencyKey: string) => ({ errorCode: 'INVALID_CUSTOMER', idempotencyKey })

describe('notifyMeterEvent of antom', () => {
  it('takes each report of a meter as a message of its own', () => {
    const [one, other] = ['e1', 'e2'].map((key) =>
      messageOf('antom', variantOf(sample, { errorEvents: [rejected(key)] })),
    )
    expect(one?.subject).toMatch(/^meter-report#[\w-]{43}$/)
    expect(other?.subject).not.toBe(one?.subject)
    expect(other?.identity).not.toBe(one?.identity)
  })

  it.each([[[rejected('e1'), rejected('e2')]], [rejected('e1')]])('reads the events %j', (errorEvents) => {
    const { body } = messageOf('antom', variantOf(sample, { errorEvents })).understanding
    expect(body.errorEvents).toEqual(errorEvents)
  })
})
