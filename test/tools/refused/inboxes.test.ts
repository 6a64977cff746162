import { describe, expect, it } from 'vitest'
import { inboxOf, rehearsal } from '../../../tools/operate/refused/inboxes.ts'
import { memoryInbox } from '../../support/memory/memory-inbox.ts'
import { receipt } from '../../support/request/receipt.ts'

describe('the inbox of an operator', () => {
  it('names the operator in what it holds first, and in nothing that is held', async () => {
    const inbox = memoryInbox()
    const alice = inboxOf('alice', inbox)
    const bob = inboxOf('bob', inbox)
    await alice.put(receipt())
    expect((await bob.put(receipt({ receiptId: 'again' }))).held).toEqual({
      ...receipt(),
      acceptedBy: 'alice',
    })
    expect(inbox.receipts()).toHaveLength(1)
  })
})

describe('a rehearsal', () => {
  it('answers as the inbox would, and writes nothing', async () => {
    const inbox = memoryInbox()
    await inbox.put(receipt())
    const other = receipt({ subjectKey: 'other' })
    const rehearsed = rehearsal(inbox)
    expect(await rehearsed.put(receipt({ receiptId: 'again' }))).toEqual({ held: receipt() })
    expect(await rehearsed.put(other)).toEqual({ held: undefined })
    expect(await rehearsed.put({ ...other, receiptId: 'again' })).toEqual({ held: other })
    expect(inbox.receipts()).toEqual([receipt()])
  })
})
