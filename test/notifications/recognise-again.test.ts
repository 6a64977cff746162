import { describe, expect, it } from 'vitest'
import { receive } from '../../lib/notifications/receive.ts'
import { recogniseAgain } from '../../lib/notifications/recognise-again.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { receiveParts } from '../support/memory/receive-parts.ts'
import { sampleOf } from '../support/request/samples.ts'
import { noon, verifiedRequest } from '../support/request/verified-request.ts'

/** What is kept of the sample while its row is missing. */
async function keptWithoutRow() {
  const parts = receiveParts({ apis: [] })
  await receive(verifiedRequest(sampleOf('antom').body), parts, noon)
  const [kept] = parts.inbox.receipts()
  if (!kept) throw new Error('nothing was kept')
  return kept
}

describe('recogniseAgain', () => {
  it('gives the receipt that the message would have had, its time and proof kept', async () => {
    const kept = await keptWithoutRow()
    const parts = receiveParts()
    await receive(verifiedRequest(sampleOf('antom').body), parts, noon)
    const again = recogniseAgain(kept, notificationsOf('antom'), [], 'receipt-1')
    expect(kept.api).toBe('unrecognised')
    expect(again?.receipt).toEqual(parts.inbox.receipts()[0])
    expect(again?.api.name).toBe('notifyPayment')
  })

  it('never reads a name in a public path, as where the message came', async () => {
    const kept = { ...(await keptWithoutRow()), uri: '/hook/notifyCapture' }
    const apis = notificationsOf('antom')
    expect(recogniseAgain(kept, apis, [], 'receipt-2')).toBeUndefined()
    expect(recogniseAgain(kept, apis, [kept.uri], 'receipt-2')?.api.name).toBe('notifyPayment')
  })

  it('gives nothing while the row is missing, for what was understood, and for what was erased', async () => {
    const kept = await keptWithoutRow()
    const apis = notificationsOf('antom')
    const { misunderstood, ...understood } = kept
    expect(recogniseAgain(kept, [], [], 'receipt-2')).toBeUndefined()
    expect(recogniseAgain(understood, apis, [], 'receipt-2')).toBeUndefined()
    expect(
      recogniseAgain({ ...kept, erased: { at: 'now', digest: 'd' } }, apis, [], 'receipt-2'),
    ).toBeUndefined()
  })
})
