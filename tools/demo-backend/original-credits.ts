import { hash } from 'node:crypto'
import type { confirmOriginalCredit as confirmRow } from '../../lib/platforms/wallet/confirmOriginalCredit.ts'
import type { createOriginalCredit as createRow } from '../../lib/platforms/wallet/createOriginalCredit.ts'
import type { evaluateOriginalCredit as evaluateRow } from '../../lib/platforms/wallet/evaluateOriginalCredit.ts'
import type { inquireOriginalCredit as inquireRow } from '../../lib/platforms/wallet/inquireOriginalCredit.ts'
import { move } from './accounts.ts'
import { type Key, keyFor, type Owner } from './key.ts'
import { type Money, negative } from './money.ts'
import { failure, success, unknownYet } from './outcomes.ts'
import type { Act, Transaction } from './store.ts'
import { timeText } from './time.ts'

/** A tax refund that was credited. */
interface OriginalCredit {
  readonly payeeAmount: Money
  /** What the payer owes for it: below zero. */
  readonly held: Money
}

/** Answers who would be credited, and how much. Books nothing. */
export const evaluateOriginalCredit: Act<typeof evaluateRow> = async ({ request }) => {
  const { paymentMethod, payerAmount } = request
  const userId = paymentMethod?.paymentMethodId
  if (!userId) return failure('USER_NOT_EXIST')
  return { result: success, userId, payeeAmount: payerAmount }
}

/** Credits the user. */
export const createOriginalCredit: Act<typeof createRow> = async (command, transaction) => {
  const { originalCreditRequestId, payerAmount, payeeAmount = payerAmount, payee } = command.request
  if (!originalCreditRequestId || !payeeAmount || !payee?.userId) return failure('PARAM_ILLEGAL')
  const originalCreditId = creditIdOf(command, originalCreditRequestId)
  if (await transaction.read(creditAt(command, originalCreditId))) return failure('REPEAT_REQ_INCONSISTENT')
  await move(transaction, command, payee.userId, payeeAmount)
  transaction.write(creditAt(command, originalCreditId), { payeeAmount, held: negative(payeeAmount) })
  return { result: success, originalCreditId, originalCreditTime: timeText(transaction.now) }
}

/** Answers whether the user was credited. */
export const inquireOriginalCredit: Act<typeof inquireRow> = async (command, transaction) => {
  const { credit, originalCreditId } = await find(command, transaction)
  if (!credit) return failure('ORDER_NOT_EXIST')
  const { payeeAmount } = credit
  return { result: success, originalCreditResult: success, originalCreditId, payeeAmount }
}

/** S where the user was credited. Of one that never came nothing is known but that it may come yet. */
export const confirmOriginalCredit: Act<typeof confirmRow> = async (command, transaction) => {
  const { credit } = await find(command, transaction)
  return credit ? { result: success } : unknownYet('No such original credit was created.')
}

type Asked = Owner & {
  readonly request: {
    readonly originalCreditId?: string | undefined
    readonly originalCreditRequestId?: string | undefined
  }
}

async function find(command: Asked, transaction: Transaction) {
  const { originalCreditId: given, originalCreditRequestId = '' } = command.request
  const originalCreditId = given ?? creditIdOf(command, originalCreditRequestId)
  return { originalCreditId, credit: await transaction.read(creditAt(command, originalCreditId)) }
}

/** Our id follows from the caller's, so that a credit is found by either. */
function creditIdOf({ platform, clientId }: Owner, originalCreditRequestId: string): string {
  const text = JSON.stringify([platform, clientId, originalCreditRequestId])
  return `mpp-oct-${hash('sha256', text, 'base64url')}`
}

function creditAt(owner: Owner, originalCreditId: string): Key<OriginalCredit> {
  return keyFor(owner, 'credit', originalCreditId)
}
