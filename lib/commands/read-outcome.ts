import * as v from 'valibot'
import { type JsonObject, readJsonObject } from '../content/json.ts'
import { type Checked, passed, refused } from '../protocol/checked.ts'
import type { CommandApi } from './command-api.ts'
import { neverFinal } from './results.ts'

/** What the backend gave, fit to be answered. */
interface Answer {
  readonly status: 'S' | 'F' | 'U'
  /** The whole answer, as JSON text. */
  readonly body: string
}

/** An item of DynamoDB holds 400 KB: the outcome of an operation, that of its cancel, and little else. */
const MAX_BYTES = 180_000
/** Of a resultMessage, in characters. */
const MAX_MESSAGE = 256

const answered = v.object({
  result: v.object({
    resultCode: v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]{0,63}$/)),
    resultStatus: v.picklist(['S', 'F', 'U']),
    resultMessage: v.optional(
      v.pipe(
        v.string(),
        v.transform((message) => message.slice(0, MAX_MESSAGE)),
      ),
    ),
  }),
})

/**
 * Checks what the backend gave: a result; for an S the code SUCCESS and what the row's response asks for; for an F a code
 * of the row. The refusal says in field names and codes why it cannot be answered, never a value.
 */
export function readOutcome(given: unknown, api: CommandApi): Checked<Answer, string> {
  const content = readJsonObject(bytesOf(given))
  if (!content.ok) return refused(`the outcome is ${content.refusal}`)
  const { result: _, ...rest } = content.value
  const read = v.safeParse(answered, content.value)
  if (!read.success) return refused(illegal(read.issues[0]))
  const { result } = read.output
  const { resultStatus: status, resultCode } = result
  const objection = objectionTo(resultCode, status, api)
  if (objection) return refused(objection)
  if (status !== 'S') return answer(status, result, rest)
  const typed = v.safeParse(api.response, rest)
  if (!typed.success) return refused(illegal(typed.issues[0]))
  return answer(status, result, typed.output as JsonObject)
}

/** An F is final: its code must not be one that ends nothing, nor one that speaks of what may still come. */
function objectionTo(
  code: string,
  status: Answer['status'],
  { failures, instead = {}, page }: CommandApi,
): string | undefined {
  const other = `${code} is no code of an ${status}`
  if (status !== 'F') return (code === 'SUCCESS') === (status === 'S') ? undefined : other
  if (neverFinal.includes(code)) return `${code} ends nothing: answer it with U`
  if (Object.hasOwn(instead, code)) {
    return `${code} speaks of what may still come: answer ${instead[code]} (${page})`
  }
  return (failures?.includes(code) ?? code !== 'SUCCESS') ? undefined : other
}

function illegal(issue: v.BaseIssue<unknown>): string {
  return `${v.getDotPath(issue) ?? 'the outcome'} is missing or illegal`
}

function answer(status: Answer['status'], result: object, rest: JsonObject): Checked<Answer, string> {
  const body = JSON.stringify({ result, ...rest })
  if (Buffer.byteLength(body) > MAX_BYTES) return refused(`the outcome is over ${MAX_BYTES} bytes`)
  return passed({ status, body })
}

function bytesOf(given: unknown): Uint8Array {
  return given instanceof Uint8Array ? given : Buffer.from(JSON.stringify(given) ?? '')
}
