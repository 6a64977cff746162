import { expect, it } from 'vitest'
import { messageOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

const sample = sampleOf('worldfirst', 'notifyExchange')

it('notifyExchange of worldfirst reads an amount, and takes one of another shape as it is', () => {
  const sell = { currency: 'USD', value: '100000.0' }
  const buy = { amount: { currency: 'CNY', value: '712000' } }
  const { understanding } = messageOf('worldfirst', variantOf(sample, { sell, buy }))
  expect(understanding).toMatchObject({ state: 'SUCCESS', body: { sell: { value: '100000' }, buy } })
})
