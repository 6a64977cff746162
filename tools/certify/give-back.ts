import { readJsonObject } from '../../lib/content/json.ts'
import { hear } from './heard.ts'
import type { Play } from './play.ts'
import type { Exchange } from './recorder.ts'
import { settled } from './settled.ts'

/** Cancels every payment of this run that was answered S, so that the user has again what there was. */
export async function giveBack({ served, recorder, call, message, newId }: Play): Promise<void> {
  if (!served.has('wallet/cancelPayment')) return
  const paid = new Set(recorder.exchanges.flatMap((exchange) => paidBy(exchange) ?? []))
  for (const paymentRequestId of paid) {
    await settled(() => call(message('wallet/cancelPayment', newId(), { paymentRequestId })))
  }
}

function paidBy(exchange: Exchange): string | undefined {
  if (exchange.path !== '/wallet/pay' || hear(exchange).status !== 'S') return undefined
  const read = readJsonObject(exchange.body)
  if (!read.ok) return undefined
  const { paymentRequestId, paymentFactor } = read.value
  const isEvaluation = Object(paymentFactor).isPaymentEvaluation === 'true'
  return isEvaluation || typeof paymentRequestId !== 'string' ? undefined : paymentRequestId
}
