import { expect, it } from 'vitest'
import { subjectHistory } from '../../tools/inspect/held.ts'

it('says of an answer that settles a contradiction which of the entries it settles', () => {
  const entry = {
    key: 'receipt#inquiryPayment#FAIL#settles-2',
    receiptId: undefined,
    digest: undefined,
    stale: false,
    conflicting: false,
  }
  const settled = { ...entry, sequence: 3, before: 'SUCCESS', after: 'FAIL', changed: true, settles: 2 }
  const [shown] = subjectHistory({ receipts: [], entries: [settled] }, () => undefined)
  expect(shown?.note).toMatch(/^from SUCCESS, settles #2/)
})
