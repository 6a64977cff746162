import { receiptKeyOf } from './name-message.ts'
import type { NotificationApi } from './notification-api.ts'
import type { Receipt } from './receipt.ts'
import { recognise } from './recognise.ts'

export interface Recognised {
  readonly receipt: Receipt
  readonly api: NotificationApi
}

/**
 * A second receipt for a message that was not understood, by the row that is there now: it is accepted beside the first.
 * Undefined while no row understands it. The time that it came and its proof stay.
 */
export function recogniseAgain(
  { misunderstood, ...facts }: Receipt,
  apis: readonly NotificationApi[],
  publicPaths: readonly string[],
  receiptId: string,
): Recognised | undefined {
  if (!misunderstood || facts.erased) return undefined
  const recognition = recognise(facts, apis, publicPaths)
  if (recognition.kind !== 'recognised') return undefined
  const { api, naming } = recognition
  return {
    receipt: { ...facts, ...receiptKeyOf(facts.platform, facts.clientId, naming), ...naming, receiptId },
    api,
  }
}
