import type { Backend, BackendHandlers } from './backend.ts'
import type { CommandApi } from './command-api.ts'

/** A backend within the function itself: one handler for each API, each typed by its row. Rejects where there is none. */
export function backendOf<Apis extends readonly CommandApi[]>(handlers: BackendHandlers<Apis>): Backend {
  const byName = new Map<string, Backend>(Object.entries(handlers))
  return async (command) => {
    const handler = byName.get(command.api)
    if (!handler) throw new Error(`there is no handler for ${command.api}`)
    return handler(command)
  }
}
