/** An object of JSON, of which nothing is believed. */
export type JsonRecord = { readonly [name: string]: unknown }

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function recordAt(record: JsonRecord, name: string): JsonRecord {
  const value = record[name]
  return isRecord(value) ? value : {}
}

export function listAt(record: JsonRecord, name: string): readonly unknown[] {
  const value = record[name]
  return Array.isArray(value) ? value : []
}

/** Undefined for what is no text, and for an empty one. */
export function textAt(record: JsonRecord, name: string): string | undefined {
  const value = record[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The texts of a list; what else stands in it is left out. */
export function textsAt(record: JsonRecord, name: string): readonly string[] {
  return listAt(record, name).filter((value) => typeof value === 'string')
}

export function numberAt(record: JsonRecord, name: string): number | undefined {
  const value = record[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

const MAX_DEPTH = 12
const MAX_VALUES = 500_000

/**
 * What `read` makes of the objects in a text, the outermost that it takes: the text may be JSON, lines of JSON, or a log
 * with JSON behind its words, and JSON may stand as a text within JSON.
 */
export function findRecords<Value>(
  text: string,
  read: (record: JsonRecord) => Value | undefined,
): readonly Value[] {
  const found: Value[] = []
  let visited = 0

  function walk(value: unknown, depth: number): void {
    if (depth > MAX_DEPTH || ++visited > MAX_VALUES) return
    if (typeof value === 'string') for (const inner of parsed(value)) walk(inner, depth + 1)
    else if (Array.isArray(value)) for (const element of value) walk(element, depth + 1)
    else if (isRecord(value)) {
      const taken = read(value)
      if (taken !== undefined) found.push(taken)
      else for (const member of Object.values(value)) walk(member, depth + 1)
    }
  }

  for (const value of valuesIn(text)) walk(value, 0)
  return found
}

/** The whole text as JSON; or what stands from the first brace to the last; or that of each line. */
function valuesIn(text: string): readonly unknown[] {
  const whole = parsed(text)
  if (whole.length > 0) return whole
  const braced = parsed(bracesOf(text))
  return braced.length > 0 ? braced : text.split('\n').flatMap((line) => parsed(bracesOf(line)))
}

function bracesOf(text: string): string {
  return text.slice(Math.max(0, text.indexOf('{')), text.lastIndexOf('}') + 1)
}

function parsed(text: string): readonly unknown[] {
  if (!/^\s*["[{]/.test(text)) return []
  try {
    return [JSON.parse(text)]
  } catch {
    return []
  }
}
