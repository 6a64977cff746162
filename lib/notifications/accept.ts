import type { FieldPath } from '../content/fields.ts'
import type { Inbox } from './inbox.ts'
import { conflictKeyOf } from './name-message.ts'
import { digestOfReceipt, type Receipt } from './receipt.ts'

export type Acceptance = 'accepted' | 'repeated' | 'conflicting'

/**
 * Stores a receipt exactly once: one conditional write for a new message or a repeat, two for other content under a held
 * identity, which is stored beside the first. Throws where the store fails; whether it was written is then unknown.
 */
export async function accept(
  receipt: Receipt,
  volatileFields: readonly FieldPath[],
  inbox: Inbox,
): Promise<Acceptance> {
  const held = await heldInstead(receipt, inbox)
  if (!held) return 'accepted'
  const digest = digestOfReceipt(receipt, volatileFields)
  if (digestOfReceipt(held, volatileFields) === digest) return 'repeated'
  const conflict = { ...receipt, receiptKey: conflictKeyOf(receipt.receiptKey, digest), conflicting: true }
  return (await heldInstead(conflict, inbox)) ? 'repeated' : 'conflicting'
}

/** What was held before ours. Our own may come back too, because the SDK repeats a write whose answer was lost. */
async function heldInstead(receipt: Receipt, inbox: Inbox): Promise<Receipt | undefined> {
  const { held } = await inbox.put(receipt)
  return held?.receiptId === receipt.receiptId ? undefined : held
}
