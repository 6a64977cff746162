import type { BackendHandlers } from '../../lib/commands/backend.ts'
import type { miniProgramCommands } from '../../lib/platforms/mini-program/commands.ts'
import { cancelToken } from './authorizations.ts'
import type { Store } from './store.ts'

/** What a wallet with mini-programs is asked. */
export function miniProgramHandlers({ once }: Store): BackendHandlers<typeof miniProgramCommands> {
  return { cancelToken: once(cancelToken) }
}
