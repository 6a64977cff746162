import { authenticate } from '../keys/authenticate.ts'
import type { KeyStore } from '../keys/key-store.ts'
import {
  type NotificationDisposition,
  type ReceivingDesk,
  type Reception,
  receive,
} from '../notifications/receive.ts'
import type { PublicPaths, VerifiedRequest } from '../protocol/request.ts'
import { httpHandler } from './chain.ts'
import type { Clock } from './clock.ts'
import type { Exchange } from './exchange.ts'
import type { Level, Observer, Outcome } from './observer.ts'
import { refusalOf } from './refusal-reply.ts'
import { createSigner, type Reply, type Signer } from './reply.ts'

export interface NotificationDoor extends ReceivingDesk {
  readonly keys: KeyStore
  readonly publicPaths: PublicPaths
  readonly clock: Clock
  readonly observer: Observer
}

/** The Lambda handler of one platform's notify URL: prove genuine, keep once, answer with a signature (design §2). */
export function notificationHandler(door: NotificationDoor) {
  const sign = createSigner(door.platform, door.clock)
  return httpHandler({ ...door, sign, handle: (exchange) => answer(exchange, door, sign) })
}

async function answer(exchange: Exchange, door: NotificationDoor, sign: Signer): Promise<Reply> {
  const { received } = exchange
  const { ring, checked } = await authenticate(received, door.keys, door.publicPaths)
  if (!checked.ok) {
    const refusal = refusalOf(received, ring, checked.refusal, door.platform)
    exchange.outcome = refusal.outcome
    return refusal.reply
  }
  const verified = checked.value
  const seal = { client: verified.client, uri: verified.uri, agentToken: verified.agentToken, refusal: false }
  exchange.seal = seal
  const acknowledgement: Reply = { status: 200, result: door.platform.answers.acknowledged, seal }
  anticipate(exchange, acknowledgement, sign)

  const contentTypeMissing = door.platform.contentTypeRequired && !received.headers.has('content-type')
  const reception = await receive(verified, door, door.clock())
  exchange.outcome = outcomeOf(reception, verified, contentTypeMissing)
  return reception.answer === acknowledgement.result
    ? acknowledgement
    : { ...acknowledgement, result: reception.answer }
}

/** Most notifications end in S: it is signed on the thread pool while the store answers. */
function anticipate(exchange: Exchange, reply: Reply, sign: Signer): void {
  const response = sign(reply)
  response.catch(() => undefined)
  exchange.anticipated = { reply, response }
}

const levels: Readonly<Record<NotificationDisposition, Level>> = {
  accepted: 'info',
  repeated: 'info',
  conflicting: 'warn',
  unrecognised: 'warn',
  'wrong-url': 'warn',
  'too-old': 'warn',
}

function outcomeOf(reception: Reception, verified: VerifiedRequest, contentTypeMissing: boolean): Outcome {
  const { disposition, api, remarks, subject, misunderstood } = reception
  return {
    disposition,
    level: levels[disposition],
    remarks,
    api,
    evidence: {
      clientId: verified.client.clientId,
      keyVersion: verified.keyVersion,
      uri: pathOf(verified.uri),
      requestTime: verified.requestTime.text,
      bytes: verified.body.length,
      subject,
      misunderstood,
      ...(contentTypeMissing && { contentTypeMissing }),
    },
  }
}

/** A query may hold secrets of the partner's own. */
function pathOf(uri: string): string {
  return uri.split('?', 1)[0] ?? ''
}
