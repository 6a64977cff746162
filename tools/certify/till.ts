import { isObject, type JsonObject } from '../../lib/content/json.ts'
import type { CallOptions, Message } from './direct.ts'
import { type Heard, saidOf } from './heard.ts'
import type { Play } from './play.ts'
import { settled } from './settled.ts'
import { skipped } from './verdict.ts'

/** An API that moves money, and the one that asks what became of it. */
export interface Mover {
  readonly act: string
  readonly inquiry: string
  /** Where the inquiry's answer says what became of it. */
  readonly result: string
}

export const payMover: Mover = {
  act: 'wallet/pay',
  inquiry: 'wallet/inquiryPayment',
  result: 'paymentResult',
}

export const movers: readonly Mover[] = [
  payMover,
  {
    act: 'wallet/createOriginalCredit',
    inquiry: 'wallet/inquireOriginalCredit',
    result: 'originalCreditResult',
  },
  { act: 'acquirer/pushPayment', inquiry: 'acquirer/inquiryPushPayment', result: 'paymentResult' },
]

/** What an inquiry says; `silent` where it is not served, or says nothing of it. */
export type Standing = 'happened' | 'failed' | 'absent' | 'silent'

export interface Inquired {
  readonly standing: Standing
  readonly heard: Heard | undefined
}

/** Asks what became of the operation with this id. */
export async function inquire(
  { served, call, message }: Pick<Play, 'served' | 'call' | 'message'>,
  { inquiry, result }: Mover,
  id: string,
): Promise<Inquired> {
  if (!served.has(inquiry)) return { standing: 'silent', heard: undefined }
  const heard = await settled(() => call(message(inquiry, id)))
  return { standing: standingOf(heard, result), heard }
}

function standingOf({ status, body }: Heard, result: string): Standing {
  if (status === 'F') return 'absent'
  const inner = body[result]
  if (status !== 'S' || !isObject(inner)) return 'silent'
  if (inner.resultStatus === 'S') return 'happened'
  return inner.resultStatus === 'F' ? 'failed' : 'silent'
}

/** One payment of the wallet, and the calls about it. None of them passes the journal. */
export interface Payment {
  readonly id: string
  readonly message: Message
  pay(options?: CallOptions): Promise<Heard>
  cancel(options?: CallOptions): Promise<Heard>
  inquire(): Promise<Inquired>
  /** A refund of its own for each `name`. */
  refund(value: bigint, name: string, changes?: JsonObject): Promise<Heard>
}

export function newPayment(play: Play, changes: JsonObject = {}): Payment {
  const { call, message, amount } = play
  const id = play.newId()
  const paying = message('wallet/pay', id, changes)
  let paymentId = ''
  return {
    id,
    message: paying,
    async pay(options) {
      const heard = await call(paying, options)
      if (typeof heard.body.paymentId === 'string') paymentId = heard.body.paymentId
      return heard
    },
    cancel: (options) => call(message('wallet/cancelPayment', id), options),
    inquire: () => inquire(play, payMover, id),
    refund: (value, name, changed = {}) =>
      call(
        message('wallet/refund', id, {
          paymentId,
          refundRequestId: `refund-${id}-${name}`,
          refundAmount: { currency: amount.currency, value: String(value) },
          ...changed,
        }),
      ),
  }
}

/** A payment that was answered S. Skips the check where it was not. */
export async function paidPayment(play: Play): Promise<Payment & { readonly paid: Heard }> {
  const payment = newPayment(play)
  const paid = await settled(() => payment.pay())
  if (paid.status !== 'S') throw skipped(`a payment, which must come before it, was answered ${saidOf(paid)}`)
  return { ...payment, paid }
}

/** What was paid, in the smallest unit. */
export function sumOf({ amount }: Pick<Play, 'amount'>): bigint {
  return BigInt(amount.value)
}
