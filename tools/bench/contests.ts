import { freshCommand, freshNotification } from '../alipay/fresh-messages.ts'

/** What a function of ours and its peer both do, with the same keys, and the same DynamoDB and backend. */
export interface Contest {
  readonly contract: 'notification' | 'command'
  readonly platform: string
  readonly api: string
  /** The path that it comes to. */
  readonly target: string
  /** The names of the bundles. */
  readonly ours: string
  readonly peer: string
  /** By a new message; a repeat calls nobody. */
  readonly backendCalls: number
}

export const contests: readonly Contest[] = [
  {
    contract: 'notification',
    platform: 'antom',
    api: 'notifyPayment',
    target: '/antom/notify/notifyPayment',
    ours: 'antom-notifications',
    peer: 'peer-notification',
    backendCalls: 0,
  },
  {
    contract: 'command',
    platform: 'wallet',
    api: 'pay',
    target: '/wallet/pay',
    ours: 'wallet-commands',
    peer: 'peer-command',
    backendCalls: 1,
  },
]

/** A body that neither has seen. */
export function freshBody({ contract, platform, api }: Contest, run: string): string {
  return contract === 'command' ? freshCommand(platform, api, run) : freshNotification(platform, run)
}
