import type { ReceivedReply } from '../../lib/protocol/verify-reply.ts'
import { base64Signature, type Message, message, type Pair } from './sender.ts'

export const gatewayMessage: Message = {
  ...message,
  uri: '/ams/api/v1/payments/inquiryPayment',
  time: '2026-11-21T02:00:30.123Z',
  body: Buffer.from('{"result":{"resultStatus":"S"},"paymentStatus":"SUCCESS"}'),
}

export type Reply = ReceivedReply & { readonly headers: Map<string, string> }

/** The reply as it arrives, with a signature that may be another's. */
export function receivedReply(sent: Message, base64: string): Reply {
  return {
    headers: new Map([
      ['client-id', sent.clientId],
      ['response-time', sent.time],
      ['content-type', 'application/json;charset=UTF-8'],
      ['signature', sent.spell(base64)],
    ]),
    body: sent.body,
  }
}

/** A reply as Alipay's gateway signs it. */
export function signedReply(pair: Pair, changes: Partial<Message> = {}): Reply {
  const sent = { ...gatewayMessage, ...changes }
  return receivedReply(sent, base64Signature(sent, pair))
}
