import { digestOf } from '../content/digest.ts'
import type { FieldPath } from '../content/fields.ts'
import type { Inbox } from './inbox.ts'
import type { Receipt } from './receipt.ts'

export type Acceptance = 'accepted' | 'repeated' | 'conflicting'

/**
 * Stores a receipt exactly once (design §3): one conditional write for a new message or a repeat, two for other content
 * under a held identity, which is stored beside the first. Throws where the store fails.
 */
export async function accept(
  receipt: Receipt,
  volatileFields: readonly FieldPath[],
  inbox: Inbox,
): Promise<Acceptance> {
  const { held } = await inbox.put(receipt)
  if (isOurs(held, receipt)) return 'accepted'
  const digest = digestOf(receipt.body, volatileFields)
  if (digestOf(held.body, volatileFields) === digest) return 'repeated'
  const conflict = {
    ...receipt,
    receiptKey: `${receipt.receiptKey}#conflict#${digest}`,
    conflicting: true,
  }
  const beside = await inbox.put(conflict)
  return isOurs(beside.held, receipt) ? 'conflicting' : 'repeated'
}

/** Nothing held, or our own receipt: the SDK repeated a write whose answer was lost. */
function isOurs(held: Receipt | undefined, ours: Receipt): held is undefined {
  return held === undefined || held.receiptId === ours.receiptId
}
