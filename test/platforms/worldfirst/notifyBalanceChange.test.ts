import { expect, it } from 'vitest'
import { messageOf } from '../../support/request/messages.ts'
import { sampleOf } from '../../support/request/samples.ts'

it('notifyBalanceChange of worldfirst reads amounts that are negative numbers, and its counter', () => {
  const { identity, understanding } = messageOf(
    'worldfirst',
    sampleOf('worldfirst', 'notifyBalanceChange').body,
  )
  expect(identity).toBe('1042')
  expect(understanding.body).toMatchObject({
    notifySequence: '1042',
    balanceChangeLogs: [{ transactionAmount: { currency: 'USD', value: '-10000' } }],
  })
})
