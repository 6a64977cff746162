import { type Checked, passed, refused } from '../protocol/checked.ts'

/** A body after reading. A number is its source text: money is never a float, and no digit is lost. */
export type JsonValue = string | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined
}

export type Unreadable = 'not-utf8' | 'not-json' | 'not-an-object' | 'too-deep'

const MAX_DEPTH = 100

type Reviver = (this: unknown, name: string, value: unknown, context: { source?: string }) => unknown
const parse = JSON.parse as (text: string, reviver: Reviver) => JsonValue | undefined

/**
 * Reads a verified body: UTF-8 (a byte order mark is dropped), JSON, an object at most 100 levels deep. Members that are
 * null or "" are absent, as the pages of Alipay+ order.
 */
export function readJsonObject(body: Uint8Array): Checked<JsonObject, Unreadable> {
  const text = utf8(body)
  if (text === undefined) return refused('not-utf8')
  if (depthOf(text) > MAX_DEPTH) return refused('too-deep')
  try {
    const value = parse(text, readMember)
    return isObject(value) ? passed(value) : refused('not-an-object')
  } catch {
    return refused('not-json')
  }
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readMember(this: unknown, _name: string, value: unknown, context: { source?: string }): unknown {
  if (typeof value === 'number') return context.source
  if ((value === null || value === '') && !Array.isArray(this)) return undefined
  return value
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Found before parsing, because the reviver overflows the stack at a depth of about 2,000. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (inString) {
      if (char === '\\') i++
      else if (char === '"') inString = false
    } else if (char === '"') inString = true
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth)
    else if (char === '}' || char === ']') depth--
  }
  return deepest
}
