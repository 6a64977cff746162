import { acquirerChains } from './acquirer.ts'
import type { Chain } from './chain.ts'
import { notificationChains } from './notifications.ts'
import { walletChains } from './wallet.ts'

export const chains: readonly Chain[] = [...walletChains, ...acquirerChains, ...notificationChains]

/** Those that can be played towards the platform's partner. */
export function chainsOf(platform: string): readonly Chain[] {
  return chains.filter(({ platforms }) => platforms.includes(platform))
}
