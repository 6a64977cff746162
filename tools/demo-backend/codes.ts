import { hash } from 'node:crypto'
import type { userInitiatedPay as row } from '../../lib/platforms/acquirer/userInitiatedPay.ts'
import { type Key, keyFor, type Owner } from './key.ts'
import type { Money } from './money.ts'
import { failure, success } from './outcomes.ts'
import type { Act } from './store.ts'

/** What a code of ours stands for: one order, or the entry of a store. */
type Code = { readonly storeId: string; readonly order?: Order }

interface Order {
  readonly paymentRequestId: string
  readonly amount: Money
  /** Where it is kept that the order is paid. */
  readonly paidAt: Key<{ readonly paymentId: string }>
}

/** Every order is of this store, and for this price. */
const STORE = 'S000001'
const price = { currency: 'JPY', value: '2500' }

/** Our codes are URLs: a number is an order's, `/store/<id>` a store's. */
export function readCode(codeValue: string, owner: Owner): Code | undefined {
  const path = URL.canParse(codeValue) ? new URL(codeValue).pathname : ''
  const storeId = /^\/store\/([\w-]+)$/.exec(path)?.[1]
  if (storeId) return { storeId }
  const number = /^\/(\d+)$/.exec(path)?.[1]
  if (!number) return undefined
  const digest = hash('sha256', JSON.stringify([owner.platform, owner.clientId, number]), 'base64url')
  return {
    storeId: STORE,
    order: { paymentRequestId: `acq-${digest}`, amount: price, paidAt: keyFor(owner, 'order', number) },
  }
}

/** Answers what the user has scanned. Nothing is booked. */
export const userInitiatedPay: Act<typeof row> = async (command, transaction) => {
  const code = readCode(command.request.codeValue, command)
  if (!code) return failure('ORDER_NOT_EXIST')
  const { storeId, order } = code
  const merchant = { referenceMerchantId: 'M0000000001', store: { referenceStoreId: storeId } }
  if (!order) return { result: success, codeType: 'STORE_CODE', order: { merchant } }
  const { paymentRequestId, amount, paidAt } = order
  if (await transaction.read(paidAt)) return failure('ORDER_IS_CLOSED')
  return {
    result: success,
    codeType: 'ORDER_CODE',
    paymentRequestId,
    paymentAmount: amount,
    order: {
      referenceOrderId: paymentRequestId,
      orderDescription: 'Coffee and cake',
      orderAmount: amount,
      merchant,
    },
  }
}
