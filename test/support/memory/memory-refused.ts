import type { RefusedStore } from '../../../lib/refused/refused-keeper.ts'
import type { RefusedRequest } from '../../../lib/refused/refused-request.ts'

export interface MemoryRefused extends RefusedStore {
  read(id: string): Promise<RefusedRequest | undefined>
  /** What is held, in the order in which it came. */
  readonly requests: () => readonly RefusedRequest[]
  /** How many writes were asked for, whatever their outcome. */
  readonly writes: () => number
}

/** Refused requests in memory, by the same contract as the table (test/contracts/refused-store.ts). */
export function memoryRefused(): MemoryRefused {
  const held = new Map<string, RefusedRequest>()
  let writes = 0
  return {
    requests: () => [...held.values()],
    writes: () => writes,
    async keep(request) {
      writes++
      if (!held.has(request.id)) held.set(request.id, request)
    },
    async read(id) {
      return held.get(id)
    },
  }
}
