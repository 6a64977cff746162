import type { refund as row } from '../../lib/platforms/wallet/refund.ts'
import { move } from './accounts.ts'
import { isNegative, minus } from './money.ts'
import { failure, success, unknownYet } from './outcomes.ts'
import { paymentAt } from './payments.ts'
import type { Act } from './store.ts'
import { timeText } from './time.ts'

/** Gives back a part of a payment, or all of it: never more than is held. */
export const refund: Act<typeof row> = async (command, transaction) => {
  const { paymentRequestId, refundAmount } = command.request
  const at = paymentAt(command, paymentRequestId)
  const payment = await transaction.read(at)
  if (!payment) return unknownYet('No such payment came yet.')
  if (payment.status !== 'PAID') return failure('ORDER_IS_CLOSED')
  if (refundAmount.currency !== payment.held.currency) return failure('PARAM_ILLEGAL')
  const held = minus(payment.held, refundAmount)
  if (isNegative(held)) return failure('REFUND_AMOUNT_EXCEED')
  await move(transaction, command, payment.customerId, refundAmount)
  transaction.write(at, { ...payment, held })
  return {
    result: success,
    refundId: `mpp-rf-${command.idempotencyKey}`,
    refundTime: timeText(transaction.now),
  }
}
