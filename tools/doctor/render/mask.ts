import { isCredential, redact } from '../../../lib/content/redact.ts'
import { commandsOf } from '../../../lib/platforms/commands.ts'
import { notificationsOf } from '../../../lib/platforms/notifications.ts'
import { platforms } from '../known/platforms.ts'

const STAR = 0x2a

/**
 * A signed text with the secrets in its JSON written as stars, a star for each byte: what an event leaves out
 * (lib/content/redact.ts), for any API of any platform. Torn JSON is masked as far as it is one; a body that is none, but
 * names a credential, as a whole.
 */
export function masked(text: Buffer): Buffer {
  const copy = Buffer.from(text)
  for (const [from, to] of rangesIn(text.toString('latin1'))) copy.fill(STAR, from, to)
  return copy
}

function rangesIn(text: string): readonly Range[] {
  const head = text.indexOf('\n') + 1
  const start = head + Math.max(0, text.slice(head).search(/["{[]/))
  const secrets = secretsIn(text, start)
  const isHidden = secrets.length === 0 && !isJson(text.slice(start)) && namesCredential(text.slice(start))
  return isHidden ? [[start, text.length]] : secrets
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
  [...notificationsOf(name), ...commandsOf(name)].flatMap((row) => row.secretFields ?? []),
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
  const token = /["{}[\],:]|[^\s"{}[\],:]+/g
  token.lastIndex = start
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const { 0: piece, index } = match
    const within = open.at(-1)
    const end = piece === '"' ? endOfString(text, index) : index + piece.length
    token.lastIndex = end
    if (piece === '{' || piece === '[') open.push(containerIn(within, piece === '['))
    else if (piece === '}' || piece === ']') open.pop()
    else if (within && isName(within, text, end)) within.name = contentOf(text.slice(index, end))
    else if (piece === ',' || piece === ':' || !within) continue
    else {
      const path = pathIn(within)
      const isText = piece === '"'
      if (within.isSecret || hides(path, within.name) || (isText && holdsSecret(text.slice(index, end))))
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

function isName({ isList }: Container, text: string, end: number): boolean {
  return !isList && /^\s*:/.test(text.slice(end, end + 64))
}

function isSecretField(path: string, name: string | undefined): boolean {
  return secretFields.includes(path) || (name !== undefined && isCredential(name))
}

/** A scalar in place of an object that would hold a secret field is hidden too. */
function hides(path: string, name: string | undefined): boolean {
  return (
    isSecretField(path, name) ||
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
