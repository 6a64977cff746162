import type { NotificationEvent } from './event.ts'

/** PutEvents takes ten entries and 262,144 bytes a call; each entry's envelope is counted generously. */
const MAX_ENTRIES = 10
const MAX_BYTES = 262_144
const ENVELOPE_BYTES = 512

/** Splits events into calls, in order, such that no call holds two events of one subject. */
export function batchesOf<Item extends { readonly event: NotificationEvent }>(
  items: readonly Item[],
): Item[][] {
  const batches: Item[][] = []
  let bytes = 0
  let subjects = new Set<string>()
  for (const item of items) {
    const size = Buffer.byteLength(item.event.detail) + ENVELOPE_BYTES
    const batch = batches.at(-1)
    const full = batch?.length === MAX_ENTRIES || bytes + size > MAX_BYTES
    if (!batch || full || subjects.has(item.event.subjectKey)) {
      batches.push([item])
      bytes = size
      subjects = new Set([item.event.subjectKey])
    } else {
      batch.push(item)
      bytes += size
      subjects.add(item.event.subjectKey)
    }
  }
  return batches
}
