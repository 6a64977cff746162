import { textAt } from '../content/fields.ts'
import type { JsonObject } from '../content/json.ts'
import { readRequestTime } from '../protocol/request-time.ts'
import { resultBody } from '../protocol/result.ts'
import type { Outcome } from './journal.ts'
import type { Work } from './work.ts'

/** The sender's clock and ours may differ by so much. */
const SKEW_MS = 2_000

/**
 * The F of a command that may not be begun any more at this time, in epoch milliseconds; undefined where it may, and
 * where its row knows no such time or the message has none that parses.
 */
export function expiredAt(now: number, { api: { expiry }, command }: Work): Outcome | undefined {
  if (!expiry) return undefined
  const text = textAt(command.request as JsonObject, expiry.at)
  const expires = text && readRequestTime(text)?.epochMs
  if (!expires || now <= expires + SKEW_MS) return undefined
  return { status: 'F', body: resultBody(expiry.answer) }
}
