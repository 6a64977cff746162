import type { Command } from '../../lib/commands/backend.ts'
import type { cancelPayment as cancelRow } from '../../lib/platforms/wallet/cancelPayment.ts'
import type { inquiryPayment as inquiryRow } from '../../lib/platforms/wallet/inquiryPayment.ts'
import type { pay as payRow } from '../../lib/platforms/wallet/pay.ts'
import { move } from './accounts.ts'
import { type Key, keyFor, type Owner } from './key.ts'
import { type Money, negative } from './money.ts'
import { failure, success } from './outcomes.ts'
import type { Act, Transaction } from './store.ts'
import { timeText } from './time.ts'
import { granteeOf } from './tokens.ts'

/** What a payment has come to. A cancel closes it for good, also where nobody has heard of it yet. */
export type Payment =
  | {
      readonly status: 'PAID'
      readonly paymentId: string
      readonly paymentTime: string
      readonly customerId: string
      readonly paymentAmount: Money
      /** What was paid and not given back. */
      readonly held: Money
    }
  | { readonly status: 'FAILED'; readonly code: string }
  | { readonly status: 'CLOSED' }

/** Takes the money from the user, unless the payment was cancelled before it came. */
export const pay: Act<typeof payRow> = async (command, transaction) => {
  const { paymentRequestId, paymentAmount } = command.request
  const at = paymentAt(command, paymentRequestId)
  const known = await transaction.read(at)
  if (known) return failure(known.status === 'CLOSED' ? 'ORDER_IS_CLOSED' : 'REPEAT_REQ_INCONSISTENT')
  const taken = await take(command, transaction)
  if ('code' in taken) {
    transaction.write(at, { status: 'FAILED', code: taken.code })
    return failure(taken.code)
  }
  transaction.write(at, { status: 'PAID', ...taken, paymentAmount, held: paymentAmount })
  return { result: success, ...taken }
}

/** Answers whether the user could pay now: what it takes is not stored. */
export const evaluatePayment: Act<typeof payRow> = async (command, transaction) => {
  const taken = await take(command, transaction)
  return 'code' in taken ? failure(taken.code) : { result: success, ...taken }
}

/** Answers how the payment went: the result is of the inquiry alone. */
export const inquiryPayment: Act<typeof inquiryRow> = async (command, transaction) => {
  const payment = await transaction.read(paymentAt(command, command.request.paymentRequestId))
  switch (payment?.status) {
    case undefined:
      return failure('ORDER_NOT_EXIST')
    case 'CLOSED':
      return { result: success, paymentResult: failure('ORDER_IS_CLOSED').result }
    case 'FAILED':
      return { result: success, paymentResult: failure(payment.code).result }
    case 'PAID': {
      const { paymentId, paymentTime, paymentAmount, customerId } = payment
      return { result: success, paymentResult: success, paymentId, paymentTime, paymentAmount, customerId }
    }
  }
}

/** Gives back what is held, and closes the payment. */
export const cancelPayment: Act<typeof cancelRow> = async (command, transaction) => {
  const at = paymentAt(command, command.request.paymentRequestId)
  const payment = await transaction.read(at)
  if (payment?.status === 'PAID') await move(transaction, command, payment.customerId, payment.held)
  transaction.write(at, { status: 'CLOSED' })
  return { result: success }
}

export function paymentAt(owner: Owner, paymentRequestId: string): Key<Payment> {
  return keyFor(owner, 'payment', paymentRequestId)
}

type Taken = { readonly customerId: string; readonly paymentId: string; readonly paymentTime: string }
type Refused = { readonly code: string }

/** Debits whom the request names, or whose token it holds. */
async function take(command: Command<typeof payRow>, transaction: Transaction): Promise<Taken | Refused> {
  const { paymentAmount, paymentMethod } = command.request
  const { customerId, paymentMethodId: token } = paymentMethod
  const user = customerId ? { customerId } : token ? await granteeOf(token, command, transaction) : undefined
  if (!user) return { code: 'USER_NOT_EXIST' }
  if ('code' in user) return user
  const isEnough = await move(transaction, command, user.customerId, negative(paymentAmount))
  if (!isEnough) return { code: 'USER_BALANCE_NOT_ENOUGH' }
  const paymentId = `mpp-${command.idempotencyKey}`
  return { customerId: user.customerId, paymentId, paymentTime: timeText(transaction.now) }
}
