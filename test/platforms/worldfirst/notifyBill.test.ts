import { expect, it } from 'vitest'
import { messageOf, stepsOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('worldfirst', 'notifyBill')
const at = (lastUpdate: string, billStatus: string) => variantOf(sample, { billStatus, lastUpdate })

it.each(['REFUNDED', 'PARTIAL_REFUND', 'PARTIAL_CANCEL'])(
  'notifyBill of worldfirst follows a success to %s, and is not led back',
  (later) => {
    const history = [
      at('1', 'WAITING_CLEARANCE'),
      at('2', 'SUCCESS'),
      at('4', later),
      at('3', 'WAITING_DEDUCT'),
    ]
    expect(stepsOf('worldfirst', history)).toEqual([
      'changed to WAITING_CLEARANCE',
      'changed to SUCCESS',
      `changed to ${later}`,
      `stale at ${later}`,
    ])
  },
)

it('notifyBill of worldfirst takes each update under one status as a message of its own', () => {
  const [one, other] = ['1', '2'].map((time) => messageOf('worldfirst', at(time, 'PARTIAL_REFUND')))
  expect(one?.identity).not.toBe(other?.identity)
})
