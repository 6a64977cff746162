import { passed, refused } from '../../../lib/protocol/checked.ts'
import type { Exhibit } from '../exhibit.ts'
import type { Form, Messages } from './found.ts'
import { foldHeaders } from './headers.ts'
import { bodiesOf, type DoubtfulBody } from './http-body.ts'
import { originOf, placeOf } from './urls.ts'

const NEWLINE = 0x0a

/** A request as it goes over the wire, or as browsers and proxies print it; the body to the byte. */
export const http: Form = { name: 'http', what: 'raw HTTP text', read }

const requestLine = /^([A-Z]{3,10}) (\/.*?|https?:\/\/.*?)(?: HTTP\/[\d.]+)?$/
/** HTTP/2 has none: its parts are headers. */
const pseudoHeader = /^:(?:method|path|authority|scheme)\s*:/

function read(text: Buffer): Messages {
  const { lines, rest } = splitHead(text)
  const [first = ''] = lines
  const [, method, written] = requestLine.exec(first) ?? []
  if (method === undefined && !pseudoHeader.test(first)) return undefined
  const pairs = readHeaders(lines.slice(method === undefined ? 0 : 1))
  if (typeof pairs === 'string') return refused(pairs)
  const all = foldHeaders(pairs)
  const target = written ?? all.get(':path')
  if (target === undefined) return refused('has no request line and no :path')
  const place = placeOf(target) ?? { target, ...originOf(all) }
  const exhibit: Omit<Exhibit, 'body'> = {
    form: 'raw HTTP text',
    method: method ?? all.get(':method') ?? 'POST',
    ...place,
    headers: new Map([...all].filter(([name]) => !name.startsWith(':'))),
  }
  const [likeliest, ...others] = bodiesOf(rest, all)
  const readingOf = ({ body, remarks }: DoubtfulBody) => ({ exhibit: { ...exhibit, body }, remarks })
  return passed([{ readings: [readingOf(likeliest), ...others.map(readingOf)] }])
}

/** The lines up to the first empty one, and the bytes behind that. */
function splitHead(text: Buffer) {
  const lines: string[] = []
  let at = text.subarray(0, 3).equals(Buffer.from('\ufeff')) ? 3 : 0
  while (at < text.length) {
    const newline = text.indexOf(NEWLINE, at)
    const end = newline < 0 ? text.length : newline
    const line = text.toString('utf8', at, end).replace(/\r$/, '')
    at = end + 1
    if (line.trim() !== '') lines.push(line)
    else if (lines.length > 0) break
    // Not HTTP at all: such a text may be long.
    if (lines.length === 1 && !requestLine.test(line) && !pseudoHeader.test(line)) break
  }
  return { lines, rest: text.subarray(at) }
}

/** A line that begins with white space continues the one before. */
function readHeaders(lines: readonly string[]): readonly (readonly [string, string])[] | string {
  const pairs: [string, string][] = []
  for (const line of lines) {
    const last = pairs.at(-1)
    const colon = line.indexOf(':', 1)
    const name = line.slice(0, Math.max(0, colon)).trimEnd()
    if (/^[ \t]/.test(line) && last) last[1] = `${last[1]} ${line.trim()}`
    else if (!/^:?[^\s:]+$/.test(name))
      return `has a line among its headers that is none, the ${pairs.length + 1}.`
    else pairs.push([name, line.slice(colon + 1).trim()])
  }
  return pairs
}
