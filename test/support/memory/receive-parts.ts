import type { ReceiveParts } from '../../../lib/notifications/receive.ts'
import { antom } from '../../../lib/platforms/antom/platform.ts'
import { notificationsOf } from '../../../lib/platforms/notifications.ts'
import { type MemoryInbox, memoryInbox } from './memory-inbox.ts'

const HOUR = 3_600_000

/** Antom's parts with the default settings and an inbox in memory; receipts are numbered `receipt-1` and on. */
export function receiveParts(
  changes: Partial<ReceiveParts> = {},
): ReceiveParts & { readonly inbox: MemoryInbox } {
  const platform = changes.platform ?? antom
  let receipts = 0
  return {
    platform,
    apis: notificationsOf(platform.name),
    publicPaths: { prefix: '', paths: [] },
    retentionMs: 35 * 24 * HOUR,
    maxAgeMs: 48 * HOUR,
    maxSkewMs: 10 * 60_000,
    newReceiptId: () => `receipt-${++receipts}`,
    ...changes,
    inbox: memoryInbox(),
  }
}
