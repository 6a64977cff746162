import {
  type NotificationDisposition,
  type ReceiveParts,
  type Reception,
  receive,
} from '../notifications/receive.ts'
import { type Result, resultBody } from '../protocol/result.ts'
import { type HttpHandlerParts, httpHandler } from './chain.ts'
import type { Level, Observation } from './observer.ts'
import { type Reply, signedAhead } from './reply.ts'

export interface NotificationHandlerParts extends HttpHandlerParts, ReceiveParts {}

/** The Lambda handler of one platform's notify URL: prove genuine, keep once, answer with a signature. */
export function notificationHandler(parts: NotificationHandlerParts) {
  const { acknowledged } = parts.platform.answers
  return httpHandler({
    ...parts,
    contract: 'notification',
    async answer(verified, sign) {
      const replyOf = (result: Result): Reply => ({
        status: 200,
        body: resultBody(result),
        signingContext: verified,
      })
      // Most notifications end in S.
      const acknowledgement = signedAhead(replyOf(acknowledged), sign)
      const reception = await receive(verified, parts, parts.clock())
      const reply = reception.answer === acknowledged ? acknowledgement : replyOf(reception.answer)
      return { reply, observation: observationOf(reception) }
    },
  })
}

const levels: Readonly<Record<NotificationDisposition, Level>> = {
  accepted: 'info',
  repeated: 'info',
  conflicting: 'warn',
  unrecognised: 'warn',
  'wrong-url': 'warn',
  'too-old': 'warn',
}

function observationOf({ disposition, api, remarks, subject, misunderstood }: Reception): Observation {
  return { disposition, level: levels[disposition], remarks, api, evidence: { subject, misunderstood } }
}
