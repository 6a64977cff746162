import { receive } from '../../../lib/notifications/receive.ts'
import { receiveParts } from '../memory/receive-parts.ts'
import { sampleOf, variantOf } from '../request/samples.ts'
import { noon, verifiedRequest } from '../request/verified-request.ts'
import type { Message } from './delivery-oracle.ts'

const samples = { PENDING: 'notifyPayment.pending', SUCCESS: 'notifyPayment', FAIL: 'notifyPayment.failed' }

/** What arrives of two payments, before and after the receipts of the first have expired. */
export async function arrivals() {
  let received = 0
  const newReceiptId = () => `receipt-${received}`

  /** A time of retention: what comes within it is compared with what came within it. */
  function openInbox() {
    const desk = receiveParts({ newReceiptId })
    return async (reports: Message['reports'], changes: object): Promise<Message> => {
      received++
      const body = variantOf(sampleOf('antom', samples[reports]), { paymentRequestId: 'p1', ...changes })
      await receive(verifiedRequest(body, { receivedAt: noon + received }), desk, noon)
      const receipt = desk.inbox.receipts().at(-1)
      if (receipt?.receiptId !== `receipt-${received}`) throw new Error('nothing was received')
      return { receipt, reports, says: JSON.stringify(changes) }
    }
  }
  const other = { paymentId: 'other' }

  const first = openInbox()
  const pending = await first('PENDING', {})
  const success = await first('SUCCESS', {})
  const failure = await first('FAIL', {})
  const conflict = await first('SUCCESS', other)
  const elsewhere = await first('SUCCESS', { paymentRequestId: 'p2' })

  const second = openInbox()
  /** What conflicted is now the first under the key, and what was the first conflicts. */
  const swapped = await second('SUCCESS', other)
  const swappedConflict = await second('SUCCESS', {})
  const again = await second('PENDING', {})
  return { pending, success, failure, conflict, elsewhere, swapped, swappedConflict, again }
}
