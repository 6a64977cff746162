import { receiptKeyOf } from './name-message.ts'
import type { NotificationApi } from './notification-api.ts'
import type { Receipt } from './receipt.ts'
import { recognise } from './recognise.ts'

export interface Recognised {
  readonly receipt: Receipt
  readonly api: NotificationApi
}

/**
 * The receipt that a message which was not understood gets now that its row is there, to be accepted beside the first;
 * undefined while there is none. The time that it came and its proof stay.
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
