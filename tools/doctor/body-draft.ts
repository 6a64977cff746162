import { writingOf } from './json/json-style.ts'
import { type Json, readJson } from './json/json-tree.ts'
import { type Escapes, type Writing, writeJson } from './json/json-writing.ts'

/** The body as it was received, read once. */
export interface ReceivedBody {
  readonly bytes: Buffer
  /** White space, and a byte order mark, around the JSON. */
  readonly before: string
  readonly after: string
  /** Undefined for what is no JSON in UTF-8. */
  readonly json: Json | undefined
  readonly writing: Writing | undefined
  readonly lineEnd: '\n' | '\r\n'
  /** How many bytes were written anew of it so far: what a search costs most. */
  readonly rewriting: { bytes: number }
}

/** The received body, and what was otherwise when it was signed. */
export interface BodyDraft {
  readonly received: ReceivedBody
  readonly structure?: (json: Json) => Json
  readonly writing?: Writing
  readonly escapes?: Escapes
  /** Stands behind JSON that is written anew, in place of the white space that came behind it. */
  readonly tail?: string
  readonly lines?: (bytes: Buffer) => Buffer
  readonly ends?: (bytes: Buffer) => Buffer
  readonly bom?: (bytes: Buffer) => Buffer
  readonly wrapping?: (bytes: Buffer) => Buffer
}

export function readBody(bytes: Buffer): ReceivedBody {
  const text = bytes.toString()
  const core = text.trim()
  const json = Buffer.byteLength(text) === bytes.length ? readJson(core) : undefined
  const start = text.indexOf(core)
  return {
    bytes,
    before: text.slice(0, start),
    after: text.slice(start + core.length),
    json,
    writing: json && writingOf(core.replaceAll('\r\n', '\n'), json),
    lineEnd: core.includes('\r\n') ? '\r\n' : '\n',
    rewriting: { bytes: 0 },
  }
}

const made = new WeakMap<BodyDraft, Buffer>()

/** The bytes that were signed then; made once for each draft. */
export function bytesOf(draft: BodyDraft): Buffer {
  const bytes = made.get(draft) ?? makeBytes(draft)
  made.set(draft, bytes)
  return bytes
}

function makeBytes(draft: BodyDraft): Buffer {
  const { lines, ends, bom, wrapping } = draft
  let bytes = rewritten(draft)
  if (lines) bytes = lines(bytes)
  if (ends) bytes = ends(bytes)
  if (bom) bytes = bom(bytes)
  return wrapping ? wrapping(bytes) : bytes
}

function rewritten({ received, structure, writing, escapes, tail }: BodyDraft): Buffer {
  const { json, before, after, lineEnd, bytes } = received
  if (!json || !received.writing || !(structure ?? writing ?? escapes)) return bytes
  received.rewriting.bytes += bytes.length
  const tree = structure ? structure(json) : json
  const text = writeJson(tree, writing ?? received.writing, escapes)
  const lines = lineEnd === '\n' ? text : text.replaceAll('\n', lineEnd)
  return Buffer.from(`${before}${lines}${tail ?? after}`)
}
