import { gunzipSync } from 'node:zlib'
import type { Found } from './found.ts'
import { foldHeaders } from './headers.ts'
import { isRecord, type JsonRecord } from './records.ts'
import { originOf, writtenTarget } from './urls.ts'

const MAX_BODY_BYTES = 16 * 1_048_576

/** A receipt, as `aws dynamodb get-item` or the console shows it: the item of lib/adapters/receipt-item.ts in JSON. */
export function readReceipt(item: JsonRecord): Found | undefined {
  const [uri, proof, stored] = [plain(item.uri), plain(item.proof), plain(item.body)]
  if (typeof uri !== 'string' || !isRecord(proof) || typeof stored !== 'string') return undefined
  const bytes = Buffer.from(stored, 'base64')
  const body = item.packed === undefined ? bytes : unpacked(bytes)
  const isErased = item.erased !== undefined
  const [path = '', query] = uri.split(/\?(.*)/s, 2)
  const exhibit = {
    form: 'a receipt',
    method: 'POST',
    target: writtenTarget(path, query),
    headers: textsOf(proof),
    body: isErased ? undefined : body,
    ...receivedAtOf(plain(item.receivedAt)),
  }
  return { readings: [{ exhibit, remarks: remarksOn(isErased, body) }] }
}

/** A refused request that was kept: the item of lib/adapters/dynamodb-refused.ts in JSON. */
export function readRefusedItem(item: JsonRecord): Found | undefined {
  const [path, query, map, stored] = [item.path, item.query, item.headers, item.body].map(plain)
  const isRefused = plain(item.reason) !== undefined && plain(item.contract) !== undefined
  if (!isRefused || typeof path !== 'string' || !isRecord(map) || typeof stored !== 'string') return undefined
  const headers = textsOf(map)
  const exhibit = {
    form: 'a kept refusal',
    method: 'POST',
    target: writtenTarget(path, typeof query === 'string' ? query : ''),
    ...originOf(headers),
    headers,
    body: Buffer.from(stored, 'base64'),
    ...receivedAtOf(plain(item.receivedAt)),
  }
  return { readings: [{ exhibit, remarks: [] }] }
}

function textsOf(map: JsonRecord): ReadonlyMap<string, string> {
  return foldHeaders(
    Object.entries(map).flatMap(([name, value]) => {
      const text = plain(value)
      return typeof text === 'string' ? [[name, text] as const] : []
    }),
  )
}

/** DynamoDB writes a number as a text. */
function receivedAtOf(value: unknown) {
  const at = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN
  return Number.isFinite(at) ? { receivedAt: at } : {}
}

function remarksOn(isErased: boolean, body: Buffer | undefined): readonly string[] {
  if (isErased) return ['an operator erased what the message says: without its body nothing can be verified']
  return body ? [] : ['the body cannot be unpacked: was the item copied whole?']
}

function unpacked(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BODY_BYTES })
  } catch {
    return undefined
  }
}

/** An attribute with its type around it (`{"S":"…"}`), or as the console shows it without. */
function plain(value: unknown): unknown {
  if (!isRecord(value)) return value
  const [[type, inner] = [], ...others] = Object.entries(value)
  return others.length === 0 && ['S', 'N', 'B', 'M'].includes(type ?? '') ? inner : value
}
