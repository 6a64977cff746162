import { randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Inbox, ReceiptReader } from '../../lib/notifications/inbox.ts'
import { anyReceipt, receipt } from '../support/request/receipt.ts'

const MIB = 1_048_576

/** What every inbox does. The one that `open` gives may hold other receipts: each test uses a subject of its own. */
export function describeInbox(open: () => Inbox & ReceiptReader): void {
  const fresh = () => ({ subjectKey: randomUUID(), receiptId: randomUUID() })

  describe('fulfils the contract of an inbox:', () => {
    it('holds a receipt from the first put on', async () => {
      const first = receipt(fresh())
      expect(await open().read(first)).toBeUndefined()
      expect(await open().put(first)).toEqual({ held: undefined })
      expect(await open().read(first)).toEqual(first)
    })

    it('hands back the one that is held, and keeps it', async () => {
      const first = receipt(fresh())
      const second = { ...first, receiptId: 'second', body: Buffer.from('other') }
      await open().put(first)
      expect(await open().put(second)).toEqual({ held: first })
      expect(await open().read(first)).toEqual(first)
    })

    it('keeps apart what differs in either key', async () => {
      const first = receipt(fresh())
      const others = [
        { ...first, receiptKey: `${first.receiptKey}#conflict#x` },
        { ...first, subjectKey: `${first.subjectKey}#` },
      ]
      for (const each of [first, ...others]) expect(await open().put(each)).toEqual({ held: undefined })
      for (const each of [first, ...others]) expect(await open().read(each)).toEqual(each)
    })

    it('stores exactly one of fifty puts at once, and hands it to the others', async () => {
      const { subjectKey } = fresh()
      const copies = Array.from({ length: 50 }, (_, copy) => receipt({ subjectKey, receiptId: `${copy}` }))
      const outcomes = await Promise.all(copies.map((copy) => open().put(copy)))
      const held = outcomes.flatMap(({ held }) => held ?? [])
      expect(held).toHaveLength(49)
      expect(new Set(held.map(({ receiptId }) => receiptId)).size).toBe(1)
      expect(await open().read(copies[0] ?? receipt())).toEqual(held[0])
    })

    it('hands back every receipt whole, whatever it holds', async () => {
      await fc.assert(
        fc.asyncProperty(anyReceipt, async (drawn) => {
          const stored = { ...drawn, subjectKey: randomUUID() }
          expect(await open().put(stored)).toEqual({ held: undefined })
          expect(await open().put({ ...stored, receiptId: 'again' })).toEqual({ held: stored })
          expect(await open().read(stored)).toEqual(stored)
        }),
        { numRuns: 100 },
      )
    })

    it.each([
      ['empty', Buffer.alloc(0)],
      ['of the largest size that is stored as it is', randomBytes(350_000)],
      ['one byte larger', randomBytes(350_001)],
      ['of 1 MiB that compress well', Buffer.alloc(MIB, '{"a":"b"},')],
    ])('holds a body %s', async (_, body) => {
      const large = receipt({ ...fresh(), body })
      await open().put(large)
      expect((await open().read(large))?.body.equals(body)).toBe(true)
      expect((await open().put(large)).held?.body.equals(body)).toBe(true)
    })

    it('throws at a body that it cannot fit, and stores nothing', async () => {
      const random = receipt({ ...fresh(), body: randomBytes(MIB) })
      await expect(open().put(random)).rejects.toThrow()
      expect(await open().read(random)).toBeUndefined()
    })

    it('hands back a held receipt that has expired, as long as it is not deleted', async () => {
      const expired = receipt({ ...fresh(), expires: 1 })
      await open().put(expired)
      expect(await open().put({ ...expired, receiptId: 'late' })).toEqual({ held: expired })
    })
  })
}
