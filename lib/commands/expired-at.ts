import { textAt } from '../content/fields.ts'
import type { JsonObject } from '../content/json.ts'
import { readRequestTime } from '../protocol/request-time.ts'
import { resultBody } from '../protocol/result.ts'
import type { CommandResult } from './command-result.ts'
import type { Task } from './task.ts'

/** By how much the sender's clock and ours may differ. */
const SKEW_MS = 2_000

/**
 * The F of a command that may not be begun at this time, in epoch milliseconds; undefined where it may, and where its
 * row knows no such time or the message has none that parses.
 */
export function expiredAt(
  begunAt: number,
  { api: { expiry }, command }: Pick<Task, 'api' | 'command'>,
): CommandResult | undefined {
  if (!expiry) return undefined
  const text = textAt(command.request as JsonObject, expiry.at)
  const expiresAt = text && readRequestTime(text)?.epochMs
  if (!expiresAt || begunAt <= expiresAt + SKEW_MS) return undefined
  return { disposition: 'failed', body: resultBody(expiry.answer), cause: 'it came expired' }
}
