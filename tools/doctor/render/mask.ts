import { isCredential, redact } from '../../../lib/content/redact.ts'
import { commandsOf } from '../../../lib/platforms/commands.ts'
import { reportsOf } from '../../../lib/platforms/reports.ts'
import { platforms } from '../known/platforms.ts'

const STAR = 0x2a

/**
 * A signed text with the secrets in its JSON written as stars, a star for each byte: what an event leaves out
 * (lib/content/redact.ts), for any API of any platform. A body that is no JSON, but names a credential, is hidden whole.
 */
export function masked(text: Buffer): Buffer {
  const copy = Buffer.from(text)
  for (const [from, to] of rangesIn(text.toString('latin1'))) copy.fill(STAR, from, to)
  return copy
}

function rangesIn(text: string): readonly Range[] {
  const head = text.indexOf('\n') + 1
  const start = head + Math.max(0, text.slice(head).search(/["{[]/))
  const body = text.slice(start)
  if (isJson(body)) return secretsIn(text, start)
  return namesCredential(body) ? [[start, text.length]] : []
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function namesCredential(text: string): boolean {
  return text.match(/[\w-]+/g)?.some(isCredential) ?? false
}

const secretFields = platforms.flatMap(({ name }) =>
  [...reportsOf(name), ...commandsOf(name)].flatMap((row) => row.secretFields ?? []),
)

interface Container {
  readonly path: string
  readonly isList: boolean
  readonly isSecret: boolean
  /** The name of the member whose value comes next. */
  name?: string
}

type Range = readonly [from: number, to: number]

/** Where the values are that must not be shown, by the token. */
function secretsIn(text: string, start: number): readonly Range[] {
  const ranges: Range[] = []
  const open: Container[] = []
  let last = ''
  const token = /["{}[\],:]|[^\s"{}[\],:]+/g
  token.lastIndex = start
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const { 0: piece, index } = match
    const within = open.at(-1)
    const end = piece === '"' ? endOfString(text, index) : index + piece.length
    token.lastIndex = end
    if (piece === '{' || piece === '[') open.push(containerIn(within, piece === '['))
    else if (piece === '}' || piece === ']') open.pop()
    else if (piece === ',') delete within?.name
    else if (piece === ':') {
      if (within) within.name = contentOf(last)
    } else {
      last = text.slice(index, end)
      const isText = piece === '"'
      if (isSecretIn(within) || (isText && holdsSecret(last)))
        ranges.push(isText ? [index + 1, Math.max(index + 1, end - 1)] : [index, end])
    }
  }
  return ranges
}

function containerIn(within: Container | undefined, isList: boolean): Container {
  if (!within) return { path: '', isList, isSecret: false }
  const path = pathIn(within)
  return { path, isList, isSecret: within.isSecret || isSecretField(path, within.name) }
}

function pathIn({ path, isList, name = '' }: Container): string {
  if (isList) return `${path}[]`
  return path === '' ? name : `${path}.${name}`
}

function isSecretField(path: string, name: string | undefined): boolean {
  return secretFields.includes(path) || (name !== undefined && isCredential(name))
}

/** A scalar there; also one in place of an object that would hold a secret field. */
function isSecretIn(within: Container | undefined): boolean {
  if (!within) return false
  const path = pathIn(within)
  return (
    within.isSecret ||
    isSecretField(path, within.name) ||
    secretFields.some((field) => field.startsWith(`${path}.`) || field.startsWith(`${path}[]`))
  )
}

/** JSON as a text, with a credential in it. */
function holdsSecret(quoted: string): boolean {
  return redact({ text: contentOf(quoted) }, []).redacted.length > 0
}

function contentOf(quoted: string): string {
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted
  }
}

/** Behind its closing quote, or at the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at + 1
  }
  return text.length
}
