import type { inquiryPushPayment as inquiryRow } from '../../lib/platforms/acquirer/inquiryPushPayment.ts'
import type { pushPayment as pushRow } from '../../lib/platforms/acquirer/pushPayment.ts'
import { move, STORE_GRANT } from './accounts.ts'
import { readCode } from './codes.ts'
import { type Key, keyFor, type Owner } from './key.ts'
import { type Money, negative } from './money.ts'
import { failure, success } from './outcomes.ts'
import type { Act } from './store.ts'
import { timeText } from './time.ts'

interface PushPayment {
  readonly paymentRequestId: string
  readonly paymentTime: string
  /** What the wallet owes for it: below zero. */
  readonly held: Money
}

/** Books to the store what the wallet has collected already; an order once. */
export const pushPayment: Act<typeof pushRow> = async (command, transaction) => {
  const { codeValue, paymentId, paymentAmount } = command.request
  const code = readCode(codeValue, command)
  if (!code) return failure('ORDER_NOT_EXIST')
  const at = pushPaymentAt(command, paymentId)
  if (await transaction.read(at)) return failure('REPEAT_REQ_INCONSISTENT')
  const { storeId, order } = code
  if (order) {
    const { currency, value } = order.amount
    if (paymentAmount.currency !== currency || paymentAmount.value !== value) return failure('PARAM_ILLEGAL')
    if (await transaction.read(order.paidAt)) return failure('ORDER_IS_CLOSED')
    transaction.write(order.paidAt, { paymentId })
  }
  await move(transaction, command, storeId, paymentAmount, STORE_GRANT)
  const paymentRequestId = order?.paymentRequestId ?? `acq-${command.idempotencyKey}`
  const paymentTime = timeText(transaction.now)
  transaction.write(at, { paymentRequestId, paymentTime, held: negative(paymentAmount) })
  return { result: success, paymentRequestId, paymentTime }
}

/** Answers whether the payment was booked. */
export const inquiryPushPayment: Act<typeof inquiryRow> = async (command, transaction) => {
  const payment = await transaction.read(pushPaymentAt(command, command.request.paymentId))
  if (!payment) return failure('ORDER_NOT_EXIST')
  const { paymentRequestId, paymentTime } = payment
  return { result: success, paymentResult: success, paymentRequestId, paymentTime }
}

function pushPaymentAt(owner: Owner, paymentId: string): Key<PushPayment> {
  return keyFor(owner, 'push-payment', paymentId)
}
