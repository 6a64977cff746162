import type { CommandHandlers } from '../../lib/commands/command-handler.ts'
import type { miniProgramCommands } from '../../lib/platforms/mini-program/commands.ts'
import { cancelToken } from './authorizations.ts'
import type { Store } from './store.ts'

/** What a wallet with mini-programs is asked. */
export function miniProgramHandlers({ once }: Store): CommandHandlers<typeof miniProgramCommands> {
  return { cancelToken: once(cancelToken) }
}
