import type { Versioned } from './ports.ts'
import { afterFailure, afterSuccess, type TurnRecord, takeTurn } from './turns.ts'

interface Parts {
  /** By the key of the client. */
  readonly turns: Versioned<TurnRecord>
  /** Epoch milliseconds. */
  readonly clock: () => number
  readonly asksPerSecond: number
}

/** Others take their turns at the same time. */
const MAX_ATTEMPTS = 5
const RETRIED_AFTER_MS = 1_000
const KEPT_MS = 24 * 3_600_000

/** Takes the turn of the client's next call; or when to come back for it (epoch ms). Throws where the store fails. */
export async function nextTurn(client: string, parts: Parts): Promise<'now' | number> {
  const { turns, clock, asksPerSecond } = parts
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const held = await turns.read(client)
    const { at, record } = takeTurn(held?.value, clock(), asksPerSecond)
    if (await turns.write(client, record, held?.version, expiryOf(clock()))) return at
  }
  return clock() + RETRIED_AFTER_MS
}

/** What came of a call: when it began (epoch ms), and whether the gateway failed. */
interface Called {
  readonly begunAt: number
  readonly failed: boolean
}

/** Counts a failure of the gateway, or its end. Best effort: what others write meanwhile counts as well. */
export async function recordCall(
  client: string,
  { begunAt, failed }: Called,
  { turns, clock }: Parts,
): Promise<void> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const held = await turns.read(client)
    const record = failed ? afterFailure(held?.value, clock(), begunAt) : afterSuccess(held?.value)
    if (record === held?.value) return
    if (await turns.write(client, record, held?.version, expiryOf(clock()))) return
  }
}

function expiryOf(now: number): number {
  return Math.ceil((now + KEPT_MS) / 1000)
}
