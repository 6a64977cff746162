import { appendFileSync } from 'node:fs'
import { valueAt } from './edit-body.ts'
import type { Exchange } from './exchange.ts'

/** One call of a recording: a line of JSON each, in the order in which they came. */
export interface RecordedCall {
  /** Epoch milliseconds. */
  readonly at: number
  readonly method: string
  /** Path and query. */
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** In base64. */
  readonly body: string
  /** Of the answer; 0 where none came. */
  readonly status: number
  /** Of the answer, where there was one: `S SUCCESS`. */
  readonly result?: string
}

/** Adds a call to the recording. What it holds is for its owner's eyes: tokens and names of people may be in it. */
export function record(file: string, sent: Exchange): void {
  const { target, headers, body } = sent.request
  const answer = sent.kind === 'answered' ? sent.reply : { status: 0, result: undefined }
  const result = resultText(answer.result)
  const call: RecordedCall = {
    at: sent.at,
    method: 'POST',
    target,
    headers,
    body: body.toString('base64'),
    status: answer.status,
    ...(result !== undefined && { result }),
  }
  appendFileSync(file, `${JSON.stringify(call)}\n`, { mode: 0o600 })
}

/** `S SUCCESS`; undefined where there is no result. */
export function resultText(result: unknown): string | undefined {
  const status = valueAt(result, 'resultStatus')
  return typeof status === 'string' ? `${status} ${valueAt(result, 'resultCode')}` : undefined
}

/** The calls of a recording or of a HAR file. Throws where the text is neither, with the line. */
export function readRecording(text: string): readonly RecordedCall[] {
  const entries = valueAt(readJson(text), 'log.entries')
  if (Array.isArray(entries)) return entries.map((entry, at) => checked(fromHar(entry), `entry ${at + 1}`))
  return text
    .split('\n')
    .map((line, at) => [line.trim(), at + 1] as const)
    .filter(([line]) => line !== '')
    .map(([line, at]) => checked(readJson(line), `line ${at}`))
}

/** http://www.softwareishard.com/blog/har-12-spec/ */
function fromHar(entry: unknown): object {
  const url = String(valueAt(entry, 'request.url'))
  const { pathname = '', search = '' } = URL.canParse(url) ? new URL(url) : {}
  const headers: unknown = valueAt(entry, 'request.headers')
  const pairs = (Array.isArray(headers) ? headers : []).map(({ name, value } = {}) => [name, value])
  return {
    at: Date.parse(String(valueAt(entry, 'startedDateTime'))),
    method: valueAt(entry, 'request.method'),
    target: pathname + search,
    // What begins with a colon is HTTP/2's own.
    headers: pairs.filter(([name]) => !String(name).startsWith(':')),
    body: Buffer.from(String(valueAt(entry, 'request.postData.text') ?? '')).toString('base64'),
    status: valueAt(entry, 'response.status') ?? 0,
    result: resultText(valueAt(readJson(String(valueAt(entry, 'response.content.text'))), 'result')),
  }
}

function checked(call: unknown, where: string): RecordedCall {
  const { at, method, target, headers, body, status, result } = Object(call)
  const isPair = (pair: unknown) =>
    Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string')
  const parts: Readonly<Record<string, boolean>> = {
    at: Number.isFinite(at),
    method: typeof method === 'string',
    target: typeof target === 'string' && target.startsWith('/'),
    headers: Array.isArray(headers) && headers.every(isPair),
    body: typeof body === 'string',
    status: Number.isInteger(status),
    result: result === undefined || typeof result === 'string',
  }
  const wrong = Object.keys(parts).filter((part) => !parts[part])
  if (wrong.length > 0) throw new Error(`${where} is no recorded call: ${wrong.join(', ')} cannot be read`)
  return { at, method, target, headers, body, status, ...(result !== undefined && { result }) }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
