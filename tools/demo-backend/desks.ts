import type { Backend } from '../../lib/commands/backend.ts'
import { backendOf } from '../../lib/commands/backend-of.ts'
import type { CommandApi } from '../../lib/commands/command-api.ts'
import { acquirerCommands } from '../../lib/platforms/acquirer/commands.ts'
import { miniProgramCommands } from '../../lib/platforms/mini-program/commands.ts'
import { walletCommands } from '../../lib/platforms/wallet/commands.ts'
import { acquirerHandlers } from './acquirer.ts'
import { miniProgramHandlers } from './mini-program.ts'
import type { Store } from './store.ts'
import { walletHandlers } from './wallet.ts'

/** Who answers an API, and the row by which its request is read. */
export interface Desk {
  readonly api: CommandApi
  readonly handler: Backend
}

/** Every API by its path. */
export function desksOf(store: Store): ReadonlyMap<string, Desk> {
  return new Map([
    ...desks('wallet', walletCommands, backendOf(walletHandlers(store))),
    ...desks('acquirer', acquirerCommands, backendOf(acquirerHandlers(store))),
    ...desks('mini-program', miniProgramCommands, backendOf(miniProgramHandlers(store))),
  ])
}

function desks(platform: string, apis: readonly CommandApi[], handler: Backend) {
  return apis.map((api) => [`/${platform}/${api.name}`, { api, handler }] as const)
}
