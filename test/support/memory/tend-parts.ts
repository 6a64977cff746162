import type { Announcement } from '../../../lib/inquiries/announcement.ts'
import type { ProvenReply, Question, SignedCall } from '../../../lib/inquiries/ports.ts'
import { type Tended, tend } from '../../../lib/inquiries/tend.ts'
import type { TendParts } from '../../../lib/inquiries/tend-parts.ts'
import type { TurnRecord } from '../../../lib/inquiries/turns.ts'
import type { Watch } from '../../../lib/inquiries/watch.ts'
import { antom } from '../../../lib/platforms/antom/platform.ts'
import { inquiriesOf } from '../../../lib/platforms/inquiries.ts'
import { passed } from '../../../lib/protocol/checked.ts'
import type { ClientKeys } from '../../../lib/protocol/keys.ts'
import { clientOf, makePair, ringOf } from '../../protocol/sender.ts'
import { noon } from '../request/verified-request.ts'
import { memoryInbox } from './memory-inbox.ts'
import { memoryLog } from './memory-log.ts'
import { memoryVersioned } from './memory-versioned.ts'
import { memoryWakeUps } from './memory-wake-ups.ts'

export const payment = { platform: 'antom', clientId: 'CLIENT_1', kind: 'payment', id: 'p1' } as const
export const paymentKey = 'antom#CLIENT_1#payment#p1'

const keys = clientOf('CLIENT_1', [makePair('RSA256')])

export const askingClient: ClientKeys = { ...keys, gateway: 'https://gateway.example/ams' }

/** A proven answer about the payment p1. */
export function answer(body: object, respondedAt: number): ProvenReply {
  return {
    uri: '/ams/api/v1/payments/inquiryPayment',
    respondedAt,
    keyVersion: '1',
    proof: { 'client-id': 'CLIENT_1', 'response-time': String(respondedAt), signature: 'signature=c2ln' },
    body: Buffer.from(JSON.stringify(body)),
  }
}

export function paymentIs(paymentStatus: string, changes: object = {}): object {
  return { result: { resultStatus: 'S' }, paymentStatus, paymentRequestId: 'p1', ...changes }
}

export const noPayment = { result: { resultStatus: 'F', resultCode: 'ORDER_NOT_EXIST' } }

interface Options extends Partial<TendParts> {
  /** What the gateway says now. */
  readonly says?: (question: Question) => object
}

/** The engine of asking over Antom's rows, everything in memory, and time that stands still. */
export function tendParts({ says = () => paymentIs('SUCCESS'), ...changes }: Options = {}) {
  let now = noon
  let receipts = 0
  const ring = ringOf(askingClient)
  const questions: Question[] = []
  const [log, inbox, wakeUps] = [memoryLog(), memoryInbox(), memoryWakeUps()]
  const [watches, turns] = [memoryVersioned<Watch>(), memoryVersioned<TurnRecord>()]
  const refused: (readonly [message: string, reason: string])[] = []
  const call: SignedCall = async (question) => {
    questions.push(question)
    return passed(answer(says(question), now))
  }
  const parts: TendParts = {
    platformOf: (name) =>
      name === 'antom'
        ? {
            platform: antom,
            inquiries: inquiriesOf('antom'),
            keys: { current: async () => ring, newerThan: async () => undefined },
          }
        : undefined,
    log,
    inbox,
    watches,
    turns,
    wakeUps,
    refused: {
      async send(message, reason) {
        refused.push([message, reason])
      },
    },
    call,
    clock: () => now,
    newReceiptId: () => `receipt-${++receipts}`,
    retentionMs: 35 * 24 * 3_600_000,
    maxSkewMs: 600_000,
    asksPerSecond: 5,
    ...changes,
  }

  /** Tends what is announced, or any message. */
  function send(message: Partial<Announcement> | string = {}, sentAt = now): Promise<Tended> {
    const body = typeof message === 'string' ? message : JSON.stringify({ ...payment, ...message })
    return tend({ body, sentAt }, parts)
  }

  /** Lets time pass to the next wake-up, and tends it; undefined where there is none. */
  async function wake(): Promise<Tended | undefined> {
    const [next, ...others] = wakeUps.take()
    if (!next || others.length > 0) return undefined
    now += next.delayMs
    return send(JSON.stringify(next.wake))
  }

  return {
    ...parts,
    log,
    inbox,
    watches,
    wakeUps,
    questions,
    refusedMessages: refused,
    send,
    wake,
    watch: () => watches.held(paymentKey)?.value,
    pass(ms: number) {
      now += ms
    },
  }
}
