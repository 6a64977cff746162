import type { Cause } from './diagnosis.ts'
import type { Exhibit } from './exhibit.ts'

export const CUT_BODY = 'body-cut'

/** A body of which the end is not there, as its own brackets or the Content-Length say: no text can be made of it. */
export function cutBody({ body, headers }: Exhibit): Cause | undefined {
  if (body === undefined) return undefined
  const length = Number(headers.get('content-length'))
  const what =
    !headers.has('content-encoding') && length > body.length
      ? `the body has ${body.length} bytes, and its Content-Length is ${length}: it was cut`
      : endsWithin(body.toString('latin1'))
        ? 'the body ends in the middle of its JSON: it was cut'
        : undefined
  if (what === undefined) return undefined
  const change =
    'find what cut it: a buffer or a limit of a proxy, a copy or a log that keeps the beginning alone'
  return { name: CUT_BODY, what, change, where: 'proxy' }
}

/** Whether a bracket or a string is open at the end of what begins as JSON. */
function endsWithin(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false
  const open: string[] = []
  let at = 0
  for (; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === '"') {
      at = endOfString(text, at)
      if (at >= text.length) return true
    } else if (sign === '{' || sign === '[') open.push(sign === '{' ? '}' : ']')
    else if ((sign === '}' || sign === ']') && open.pop() !== sign) return false
  }
  return open.length > 0
}

/** Of its closing quotation mark; the length of the text where it has none. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return text.length
}
