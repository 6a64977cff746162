import { type Checked, passed, refused } from '../../../lib/protocol/checked.ts'
import { cmdWords, isForCmd } from './cmd-words.ts'
import { type Given, readOptions } from './curl-options.ts'
import type { Form, Messages, ReadFile } from './found.ts'
import { foldHeaders } from './headers.ts'
import { shellWords } from './shell-words.ts'
import { placeOf } from './urls.ts'

/** A command that somebody typed, or that a browser or Postman copied. */
export const curl: Form = { name: 'curl', what: 'a curl command', read }

const HEAD_BYTES = 512
const prompt = /^\s*[$>%]\s+/
const command = /^\s*(?:\S*[\\/])?curl(?:\.exe)?\s/

function read(pasted: Buffer, readFile: ReadFile): Messages {
  const [before = ''] = prompt.exec(pasted.toString('latin1', 0, HEAD_BYTES)) ?? []
  const text = pasted.subarray(before.length)
  if (!command.test(text.toString('latin1', 0, HEAD_BYTES))) return undefined
  const read = isForCmd(text) ? passed({ words: cmdWords(text), expands: false, rest: '' }) : shellWords(text)
  if (!read.ok) return read
  const { words, expands, rest } = read.value
  const given = readOptions(
    words.slice(words.findIndex((word) => /curl(?:\.exe)?$/.test(word.toString())) + 1),
  )
  const body = bodyOf(given, readFile)
  if (!body.ok) return body
  const [first = ''] = textsOf(given, 'url')
  const place = placeOf(/^https?:\/\//i.test(first) ? first : `http://${first}`)
  if (first === '' || !place) return refused('names no URL')
  const [target = place.target] = textsOf(given, 'target')
  const exhibit = {
    form: 'a curl command',
    method: textsOf(given, 'method').at(-1) ?? (body.value ? 'POST' : 'GET'),
    origin: place.origin,
    target,
    headers: headersOf(given),
    body: body.value,
  }
  return passed([{ readings: [{ exhibit, remarks: remarksOn(given, expands, rest) }] }])
}

function textsOf(given: readonly Given[], effect: Given['effect']): readonly string[] {
  return given.filter((one) => one.effect === effect).map(({ value }) => value.toString('utf8'))
}

function remarksOn(given: readonly Given[], expands: boolean, rest: string): readonly string[] {
  return [
    ...(given.some(({ effect }) => effect === 'unknown-body')
      ? ['the command sends a form or a file, which is not read: give the body with --body <file>']
      : []),
    ...(expands
      ? ['a shell would put values in place of what begins with $ or `: here they stand as written']
      : []),
    ...(rest === ''
      ? []
      : ['what stands behind the first command is not read: does a line lack its \\ at the end?']),
    ...(textsOf(given, 'url').length > 1 ? ['the command names several URLs: the first was taken'] : []),
  ]
}

function headersOf(given: readonly Given[]): ReadonlyMap<string, string> {
  const written = textsOf(given, 'header').flatMap((line) => {
    const colon = line.indexOf(':')
    return colon > 0 ? [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const] : []
  })
  const names = new Set(written.map(([name]) => name.toLowerCase()))
  const own = impliedHeaders(given).filter(([name]) => !names.has(name))
  // `Name:` takes one of curl's own away.
  return foldHeaders([...written.filter(([, value]) => value !== ''), ...own])
}

/** What curl sends where no header says otherwise. */
function impliedHeaders(given: readonly Given[]): readonly (readonly [string, string])[] {
  const has = (...effects: readonly Given['effect'][]) => given.some(({ effect }) => effects.includes(effect))
  return [
    ...(['user-agent', 'cookie', 'referer'] as const).flatMap((name) =>
      textsOf(given, name)
        .slice(-1)
        .map((value) => [name, value] as const),
    ),
    ...(has('json')
      ? [['content-type', 'application/json'] as const, ['accept', 'application/json'] as const]
      : has('data', 'data-raw', 'data-binary')
        ? [['content-type', 'application/x-www-form-urlencoded'] as const]
        : []),
  ]
}

/** Pieces of `--data` are joined with `&`, those of `--json` as they are. */
function bodyOf(given: readonly Given[], readFile: ReadFile): Checked<Buffer | undefined, string> {
  const pieces: Buffer[] = []
  for (const { effect, value } of given) {
    if (!isData(effect)) continue
    const piece = pieceOf(effect, value, readFile)
    if (!piece.ok) return piece
    if (pieces.length > 0 && effect !== 'json') pieces.push(Buffer.from('&'))
    pieces.push(piece.value)
  }
  return passed(pieces.length > 0 ? Buffer.concat(pieces) : undefined)
}

type Data = 'data' | 'data-raw' | 'data-binary' | 'json'

function isData(effect: Given['effect']): effect is Data {
  return ['data', 'data-raw', 'data-binary', 'json'].includes(effect)
}

/** From a file, `--data` takes line ends and NUL away; `--data-raw` knows no files. */
function pieceOf(effect: Data, value: Buffer, readFile: ReadFile): Checked<Buffer, string> {
  if (effect === 'data-raw' || value[0] !== 0x40) return passed(value)
  const path = value.toString('utf8', 1)
  const content = readFile(path)
  if (!content.ok) {
    return refused(
      `takes its body from @${path.slice(0, 64)}, which ${content.refusal}: give it with --body <file>`,
    )
  }
  if (effect !== 'data') return content
  return passed(Buffer.from(content.value.toString('latin1').replace(/[\r\n\0]/g, ''), 'latin1'))
}
