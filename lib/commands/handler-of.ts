import type { CommandApi } from './command-api.ts'
import type { CommandHandler, CommandHandlers } from './command-handler.ts'

/** One handler out of one for each API, each typed by its row: a partner's system within the function itself. */
export function handlerOf<Apis extends readonly CommandApi[]>(
  handlers: CommandHandlers<Apis>,
): CommandHandler {
  const byName = new Map<string, CommandHandler>(Object.entries(handlers))
  return async (command) => {
    const handler = byName.get(command.api)
    if (!handler) throw new Error(`there is no handler for ${command.api}`)
    return handler(command)
  }
}
