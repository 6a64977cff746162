import { isObject, type JsonObject, readJsonObject } from '../../lib/content/json.ts'
import type { Exchange } from './recorder.ts'

export type Status = 'S' | 'F' | 'U'

/** A call and what the backend said to it. */
export interface Heard {
  readonly exchange: Exchange
  /** Undefined where it said nothing that the receiver takes for an answer: that is U to the platform. */
  readonly status: Status | undefined
  readonly code: string
  /** Empty where there is none. */
  readonly body: JsonObject
}

/** No page names a longer one. */
const MAX_CODE_CHARACTERS = 64

/** Reads no more of it than the result; whether the rest may be answered is another question. */
export function hear(exchange: Exchange): Heard {
  const none = { exchange, status: undefined, code: '', body: {} }
  if (exchange.answer?.status !== 200) return none
  const read = readJsonObject(exchange.answer.body)
  const result = read.ok ? read.value.result : undefined
  if (!read.ok || !isObject(result)) return none
  const { resultStatus, resultCode } = result
  const status = (['S', 'F', 'U'] as const).find((one) => one === resultStatus)
  const code = typeof resultCode === 'string' ? resultCode.slice(0, MAX_CODE_CHARACTERS) : ''
  return { exchange, status, code, body: read.value }
}

/** `S SUCCESS`, `HTTP 401`, `no answer (ECONNREFUSED)`. */
export function saidOf({ exchange, status, code }: Heard): string {
  if (status) return `${status} ${code}`.trim()
  if (exchange.answer) return exchange.answer.status === 200 ? 'no result' : `HTTP ${exchange.answer.status}`
  return `no answer${exchange.failure ? ` (${exchange.failure})` : ''}`
}

/** Whether it is final: a repeat must say the same. */
export function isFinal({ status }: Heard): boolean {
  return status === 'S' || status === 'F'
}

/** What two answers of one operation must have in common: all but the words of the message, in any order. */
export function outcomeText({ body }: Heard): string {
  const { result, ...rest } = body
  const { resultMessage: _, ...decisive } = isObject(result) ? result : {}
  return JSON.stringify(sorted({ ...rest, result: decisive }))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]))
}
