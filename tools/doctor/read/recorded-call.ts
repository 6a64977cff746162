import type { Found } from './found.ts'
import { foldHeaders } from './headers.ts'
import { type JsonRecord, numberAt, textAt } from './records.ts'
import { originOf } from './urls.ts'

/** A line of a recording, as `start --record` and `send --record` write it; its body is in base64. */
export function readRecordedCall(call: JsonRecord): Found | undefined {
  const [method, target, receivedAt] = [textAt(call, 'method'), textAt(call, 'target'), numberAt(call, 'at')]
  const { headers, body } = call
  if (!method || !target || !Array.isArray(headers) || typeof body !== 'string') return undefined
  const folded = foldHeaders(headers.filter(isPair))
  const exhibit = {
    form: 'a recorded call',
    method,
    target,
    ...originOf(folded),
    headers: folded,
    body: Buffer.from(body, 'base64'),
    ...(receivedAt !== undefined && { receivedAt }),
  }
  return { readings: [{ exhibit, remarks: [] }] }
}

function isPair(pair: unknown): pair is readonly [name: string, value: string] {
  return Array.isArray(pair) && pair.length === 2 && pair.every((one) => typeof one === 'string')
}
