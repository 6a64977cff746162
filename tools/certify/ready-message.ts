import type { JsonObject } from '../../lib/content/json.ts'
import type { Message } from './direct.ts'
import { saidOf } from './heard.ts'
import type { Calls } from './play.ts'
import { settled } from './settled.ts'
import { skipped } from './verdict.ts'

/** What must have happened before a message of an API makes sense, and which fields of it come from that answer. */
interface Preparation {
  readonly by: string
  take(answer: JsonObject): JsonObject
}

const nothing = () => ({})

const preparations: ReadonlyMap<string, Preparation> = new Map<string, Preparation>([
  ['wallet/inquiryPayment', { by: 'wallet/pay', take: nothing }],
  ['wallet/refund', { by: 'wallet/pay', take: ({ paymentId }) => ({ paymentId }) }],
  ['wallet/verifyOTP', { by: 'wallet/sendOTP', take: ({ verifyRequestId }) => ({ verifyRequestId }) }],
  ['wallet/cancelToken', { by: 'wallet/applyToken', take: ({ accessToken }) => ({ accessToken }) }],
  ['wallet/inquireOriginalCredit', { by: 'wallet/createOriginalCredit', take: nothing }],
  ['wallet/confirmOriginalCredit', { by: 'wallet/createOriginalCredit', take: nothing }],
  ['acquirer/inquiryPushPayment', { by: 'acquirer/pushPayment', take: nothing }],
])

/** Where no field of the sample makes two messages two operations. */
const distinctions: ReadonlyMap<string, (id: string) => JsonObject> = new Map([
  ['mini-program/cancelToken', (id) => ({ accessToken: `certify-${id}` })],
])

type Ready = Pick<Calls, 'message' | 'newId' | 'call'>

/** A message about something new that a backend which serves its API can answer S. What must come before it has come. */
export async function readyMessage({ message, newId, call }: Ready, path: string): Promise<Message> {
  const id = newId()
  const preparation = preparations.get(path)
  if (!preparation) return message(path, id, distinctions.get(path)?.(id))
  const before = await settled(() => call(message(preparation.by, id)))
  if (before.status !== 'S') {
    throw skipped(`${preparation.by}, which must come before it, was answered ${saidOf(before)}`)
  }
  return message(path, id, preparation.take(before.body))
}
