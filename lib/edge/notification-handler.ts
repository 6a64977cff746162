import {
  type NotificationDisposition,
  type ReceivingDesk,
  type Reception,
  receive,
} from '../notifications/receive.ts'
import { resultBody } from '../protocol/result.ts'
import { admit, type Door } from './admit.ts'
import { anticipate } from './anticipate.ts'
import { httpHandler } from './chain.ts'
import type { Clock } from './clock.ts'
import type { Exchange } from './exchange.ts'
import type { Line } from './line.ts'
import type { Level, Observation, Observer } from './observer.ts'
import { createSigner, type Reply, type Signer } from './reply.ts'

export interface NotificationDoor extends Door, ReceivingDesk {
  readonly clock: Clock
  readonly observer: Observer
}

/** The Lambda handler of one platform's notify URL: prove genuine, keep once, answer with a signature (design §2). */
export function notificationHandler(door: NotificationDoor) {
  const sign = createSigner(door.platform, door.clock)
  return httpHandler({
    ...door,
    contract: 'notification',
    sign,
    handle: (exchange) => answer(exchange, door, sign),
  })
}

async function answer(exchange: Exchange, door: NotificationDoor, sign: Signer): Promise<Reply> {
  const admitted = await admit(exchange, door)
  if (!admitted.ok) return admitted.refusal
  const { verified, seal, evidence } = admitted.value
  const { acknowledged } = door.platform.answers
  const acknowledgement: Reply = { status: 200, body: resultBody(acknowledged), seal }
  // Most notifications end in S.
  anticipate(exchange, acknowledgement, sign)

  const reception = await receive(verified, door, door.clock())
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
