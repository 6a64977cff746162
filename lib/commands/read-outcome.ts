import * as v from 'valibot'
import { type JsonObject, readJsonObject } from '../content/json.ts'
import { type Checked, passed, refused } from '../protocol/checked.ts'
import type { CommandApi } from './command-api.ts'

/** What a handler gave, fit to be answered. */
export interface ReadOutcome {
  readonly status: 'S' | 'F' | 'U'
  /** The whole answer, as JSON text. */
  readonly body: string
}

const result = v.object({
  resultCode: v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]{0,63}$/)),
  resultStatus: v.picklist(['S', 'F', 'U']),
  resultMessage: v.optional(v.pipe(v.string(), v.maxLength(256))),
})

/**
 * Checks what a handler gave against its row, or says in field names and codes why it cannot be answered: a result, the
 * code SUCCESS for an S and a code of the row for an F, and with an S what the row's response asks for.
 */
export function readOutcome(given: unknown, api: CommandApi): Checked<ReadOutcome, string> {
  const content = readJsonObject(bytesOf(given))
  if (!content.ok) return refused(`the outcome is ${content.refusal}`)
  const { result: claimed, ...rest } = content.value
  const read = v.safeParse(result, claimed)
  if (!read.success) return refused(`result.${v.getDotPath(read.issues[0]) ?? ''} is missing or illegal`)
  const { resultStatus: status, resultCode } = read.output
  const codes = status === 'S' ? ['SUCCESS'] : status === 'F' ? api.failures : undefined
  if (codes && !codes.includes(resultCode)) return refused(`${resultCode} is no code of an ${status}`)
  if (status !== 'S') return passed(answer(status, read.output, rest))
  const typed = v.safeParse(api.response, rest)
  if (!typed.success)
    return refused(`${v.getDotPath(typed.issues[0]) ?? 'the outcome'} is missing or illegal`)
  return passed(answer(status, read.output, typed.output as JsonObject))
}

function answer(status: ReadOutcome['status'], result: object, rest: JsonObject): ReadOutcome {
  return { status, body: JSON.stringify({ result, ...rest }) }
}

function bytesOf(given: unknown): Uint8Array {
  return given instanceof Uint8Array ? given : Buffer.from(JSON.stringify(given) ?? '')
}
