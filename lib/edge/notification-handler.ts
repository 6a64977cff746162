import {
  type NotificationDisposition,
  type ReceiveParts,
  type Reception,
  receive,
} from '../notifications/receive.ts'
import { resultBody } from '../protocol/result.ts'
import type { Clock } from '../time/timing.ts'
import { type AdmitParts, admit } from './admit.ts'
import { anticipate } from './anticipate.ts'
import { httpHandler } from './chain.ts'
import type { Exchange } from './exchange.ts'
import type { Line } from './line.ts'
import type { Level, Observation, Observer } from './observer.ts'
import { createSigner, type Reply, type Signer } from './reply.ts'

export interface NotificationHandlerParts extends AdmitParts, ReceiveParts {
  readonly clock: Clock
  readonly observer: Observer
}

/** The Lambda handler of one platform's notify URL: prove genuine, keep once, answer with a signature (design §2). */
export function notificationHandler(parts: NotificationHandlerParts) {
  const sign = createSigner(parts.platform, parts.clock)
  return httpHandler({
    ...parts,
    contract: 'notification',
    sign,
    handle: (exchange) => answer(exchange, parts, sign),
  })
}

async function answer(exchange: Exchange, parts: NotificationHandlerParts, sign: Signer): Promise<Reply> {
  const admitted = await admit(exchange, parts)
  if (!admitted.ok) return admitted.refusal
  const { verified, signingContext, evidence } = admitted.value
  const { acknowledged } = parts.platform.answers
  const acknowledgement: Reply = { status: 200, body: resultBody(acknowledged), signingContext }
  // Most notifications end in S.
  anticipate(exchange, acknowledgement, sign)

  const reception = await receive(verified, parts, parts.clock())
  exchange.observation = observationOf(reception, evidence)
  return reception.answer === acknowledged
    ? acknowledgement
    : { ...acknowledgement, body: resultBody(reception.answer) }
}

const levels: Readonly<Record<NotificationDisposition, Level>> = {
  accepted: 'info',
  repeated: 'info',
  conflicting: 'warn',
  unrecognised: 'warn',
  'wrong-url': 'warn',
  'too-old': 'warn',
}

function observationOf(reception: Reception, evidence: Line): Observation {
  const { disposition, api, remarks, subject, misunderstood } = reception
  return {
    disposition,
    level: levels[disposition],
    remarks,
    api,
    evidence: { ...evidence, subject, misunderstood },
  }
}
