import { keyFor, type Owner } from './key.ts'
import { isNegative, type Money, plus } from './money.ts'
import type { Transaction } from './store.ts'

/** One currency of one user or store. */
export interface Account {
  readonly holder: string
  readonly balance: Money
  /** What it was opened with. */
  readonly granted: Money
}

const USER_GRANT = '1000000'
/** A store begins with nothing. */
export const STORE_GRANT = '0'

/**
 * Adds to an account, or takes from it where the amount is negative; one that is not there is opened with the grant.
 * Gives false, and moves nothing, where there is not enough.
 */
export async function move(
  transaction: Transaction,
  owner: Owner,
  holder: string,
  amount: Money,
  grant = USER_GRANT,
): Promise<boolean> {
  const at = keyFor<Account>(owner, 'account', holder, amount.currency)
  const granted = { currency: amount.currency, value: grant }
  const account = (await transaction.read(at)) ?? { holder, balance: granted, granted }
  const balance = plus(account.balance, amount)
  if (isNegative(balance)) return false
  transaction.write(at, { ...account, balance })
  return true
}
