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

/** What answers the calls of one API, and the row by which their requests are read. */
export interface Endpoint {
  readonly api: CommandApi
  readonly handler: Backend
}

/** Every API by its path. */
export function endpointsOf(store: Store): ReadonlyMap<string, Endpoint> {
  return new Map([
    ...endpoints('wallet', walletCommands, backendOf(walletHandlers(store))),
    ...endpoints('acquirer', acquirerCommands, backendOf(acquirerHandlers(store))),
    ...endpoints('mini-program', miniProgramCommands, backendOf(miniProgramHandlers(store))),
  ])
}

function endpoints(platform: string, apis: readonly CommandApi[], handler: Backend) {
  return apis.map((api) => [`/${platform}/${api.name}`, { api, handler }] as const)
}
