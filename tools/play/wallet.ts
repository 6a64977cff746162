import { chainsOf } from '../alipay/chains/chains.ts'
import { playChain } from '../alipay/chains/play-chain.ts'
import type { Commander } from '../alipay/sender.ts'
import type { Account } from '../demo-backend/accounts.ts'
import type { DemoBackend } from '../demo-backend/start.ts'
import { type Stage, sceneLine } from './scene.ts'

/** The chains that are shown, all of one user: `customer-<run>`. */
const shown = ['payment', 'tax-refund']

/** Plays Alipay+ towards the wallet: payments, refunds and cancels, a tax refund, and the money that it came to. */
export async function demonstrateWallet(
  sender: Commander,
  backend: DemoBackend,
  run: string,
  stage: Stage,
): Promise<void> {
  const { print, announce } = stage
  print(`\nwallet: POST ${sender.commandsUrl}/<command>, for a user whose accounts begin with 1,000,000`)
  for (const chain of chainsOf('wallet').filter(({ name }) => shown.includes(name))) {
    for await (const played of playChain(chain, { sender, platform: 'wallet', run, announce })) {
      print(sceneLine(played))
    }
  }
  const { accounts, surplus } = await backend.ledger()
  const held = accounts.filter(({ holder }) => holder === `customer-${run}`).map(readBalance)
  print(`  ${'what the user has now'.padEnd(26)} ${held.join(', ')}`)
  print(
    surplus.length === 0
      ? 'What all accounts and payments hold adds up to the last unit.'
      : `It DOES NOT ADD UP: ${JSON.stringify(surplus)}`,
  )
}

function readBalance({ balance }: Account): string {
  return `${balance.currency} ${BigInt(balance.value).toLocaleString('en')}`
}
