import { describe, expect, it } from 'vitest'
import { accept } from '../../lib/notifications/accept.ts'
import type { Inbox } from '../../lib/notifications/inbox.ts'
import { memoryInbox } from '../support/memory/memory-inbox.ts'
import { receipt } from '../support/request/receipt.ts'

const first = receipt({ receiptId: '1', body: Buffer.from('{"amount":"100","quote":"a"}') })
const again = receipt({ receiptId: '2', body: Buffer.from('{ "quote": "a", "amount": 100 }') })
const other = receipt({ receiptId: '3', body: Buffer.from('{"amount":"200","quote":"a"}') })
const otherAgain = receipt({ receiptId: '4', body: Buffer.from('{"amount":200,"quote":"a"}') })
const requoted = receipt({ receiptId: '5', body: Buffer.from('{"amount":"100","quote":"b"}') })

/** Writes everything, and has forgotten its first writes when the SDK asks again, as after a lost answer. */
function forgetful(inbox: Inbox): Inbox {
  return {
    async put(written) {
      await inbox.put(written)
      return inbox.put(written)
    },
  }
}

describe('accept', () => {
  it('stores a new message with one write', async () => {
    const inbox = memoryInbox()
    expect(await accept(first, [], inbox)).toBe('accepted')
    expect(inbox.receipts()).toEqual([first])
    expect(inbox.puts()).toBe(1)
  })

  it('knows a repeat in another spelling with one write, and leaves nothing of it', async () => {
    const inbox = memoryInbox()
    await accept(first, [], inbox)
    expect(await accept(again, [], inbox)).toBe('repeated')
    expect(inbox.receipts()).toEqual([first])
    expect(inbox.puts()).toBe(2)
  })

  it('stores other content beside the first with two writes', async () => {
    const inbox = memoryInbox()
    await accept(first, [], inbox)
    expect(await accept(other, [], inbox)).toBe('conflicting')
    expect(inbox.puts()).toBe(1 + 2)

    const [held, conflict] = inbox.receipts()
    expect(held).toEqual(first)
    expect(conflict).toEqual({
      ...other,
      conflicting: true,
      receiptKey: expect.stringMatching(/^receipt#notifyPayment#p1#conflict#[\w-]{43}$/),
    })
  })

  it('knows the repeat of a conflict, and another conflict from it', async () => {
    const inbox = memoryInbox()
    await accept(first, [], inbox)
    await accept(other, [], inbox)
    expect(await accept(otherAgain, [], inbox)).toBe('repeated')
    expect(await accept(requoted, [], inbox)).toBe('conflicting')
    expect(inbox.receipts()).toHaveLength(3)
  })

  it('leaves the volatile fields of the row out of the comparison', async () => {
    const inbox = memoryInbox()
    await accept(first, ['quote'], inbox)
    expect(await accept(requoted, ['quote'], inbox)).toBe('repeated')
  })

  it('takes its own receipt, handed back after a write whose answer was lost, for its success', async () => {
    const inbox = memoryInbox()
    expect(await accept(first, [], forgetful(inbox))).toBe('accepted')
    expect(await accept(other, [], forgetful(inbox))).toBe('conflicting')
    expect(inbox.receipts()).toHaveLength(2)
  })

  it('throws what the store throws', async () => {
    const failing: Inbox = { put: () => Promise.reject(new Error('the table is gone')) }
    await expect(accept(first, [], failing)).rejects.toThrow('the table is gone')
  })

  it('lets one of fifty at once be accepted', async () => {
    const inbox = memoryInbox()
    const copies = Array.from({ length: 50 }, (_, copy) =>
      accept({ ...first, receiptId: `${copy}` }, [], inbox),
    )
    const accepted = (await Promise.all(copies)).filter((acceptance) => acceptance === 'accepted')
    expect(accepted).toHaveLength(1)
    expect(inbox.receipts()).toHaveLength(1)
  })
})
