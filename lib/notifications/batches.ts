import type { NotificationEvent } from './event.ts'

/** What PutEvents takes in a call; each entry's envelope is counted generously. */
const MAX_ENTRIES = 10
const MAX_BYTES = 262_144
const ENVELOPE_BYTES = 512

interface Batch<Item> {
  readonly items: Item[]
  bytes: number
}

/**
 * Splits events into calls, each into the first with room. No call holds two events of one subject, and those of one
 * subject keep their order.
 */
export function batchesOf<Item extends { readonly event: NotificationEvent }>(
  items: readonly Item[],
): Item[][] {
  const batches: Batch<Item>[] = []
  const lastOf = new Map<string, number>()
  for (const item of items) {
    const { subjectKey, detail } = item.event
    const bytes = Buffer.byteLength(detail) + ENVELOPE_BYTES
    const from = (lastOf.get(subjectKey) ?? -1) + 1
    const fitting = batches.slice(from).find((batch) => hasRoom(batch, bytes))
    const batch = fitting ?? { items: [], bytes: 0 }
    if (!fitting) batches.push(batch)
    batch.items.push(item)
    batch.bytes += bytes
    lastOf.set(subjectKey, batches.indexOf(batch))
  }
  return batches.map((batch) => batch.items)
}

function hasRoom({ items, bytes }: Batch<unknown>, more: number): boolean {
  return items.length < MAX_ENTRIES && bytes + more <= MAX_BYTES
}
