import { expect, it } from 'vitest'
import { messageOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

it('notifySettlement of antom keeps apart those who are settled with in one batch', () => {
  const sample = sampleOf('antom', 'notifySettlement')
  const bodies = [
    sample.body,
    variantOf(sample, { referenceMerchantId: 'SELLER-0002' }),
    variantOf(sample, { referenceMerchantId: null, settleTo: 'MARKETPLACE' }),
  ]
  expect(bodies.map((body) => messageOf('antom', body).subject)).toEqual([
    'settlement#2025112000001#SELLER#SELLER-0001',
    'settlement#2025112000001#SELLER#SELLER-0002',
    'settlement#2025112000001#MARKETPLACE#',
  ])
})
