import type { Json } from './json-tree.ts'

/** What stands between the tokens. */
export interface Writing {
  /** Of one level; empty for all in one line. */
  readonly indent: string
  readonly comma: string
  readonly colon: string
  /** As Jackson indents: arrays in one line, a space within empty brackets. */
  readonly arraysInline?: boolean
}

/** Which characters of a string are escaped, beside those that must be. */
export interface Escapes {
  readonly slashes: boolean
  /** The case of the hex digits; `no` leaves what is not ASCII as it is. */
  readonly unicode: 'no' | 'lower' | 'upper'
  /** `go`: < > & and the two line separators, as Go does; `gson`: < > & = and '. */
  readonly html: 'no' | 'go' | 'gson'
}

export const compact: Writing = { indent: '', comma: ',', colon: ':' }

const html = { no: undefined, go: /[<>&\u2028\u2029]/g, gson: /[<>&=']/g } as const

/** The tree as text, its strings escaped as they are, or as told. */
export function writeJson(json: Json, writing: Writing, escapes: Escapes | undefined): string {
  return writeValue(json, '\n', writing, escapes ? escaper(escapes) : (text) => text)
}

/** Writes the text of a string anew. */
type WriteString = (text: string) => string

/** What has no escape, and no character that any profile would escape. */
const plain = /^"[ !#-%(-.0-;?-[\]-~]*"$/

function escaper({ slashes, unicode, html: kind }: Escapes): WriteString {
  const odd = html[kind]
  return (text) => {
    if (plain.test(text)) return text
    let anew = JSON.stringify(JSON.parse(text))
    if (slashes) anew = anew.replaceAll('/', '\\/')
    if (odd) anew = anew.replace(odd, (char) => escaped(char))
    if (unicode !== 'no')
      anew = anew.replace(/[\u0080-\uffff]/g, (char) => escaped(char, unicode === 'upper'))
    return anew
  }
}

function escaped(char: string, upper = false): string {
  const hex = char.charCodeAt(0).toString(16).padStart(4, '0')
  return `\\u${upper ? hex.toUpperCase() : hex}`
}

/** `line` is what a line of the enclosing level begins with, its line feed included. */
function writeValue(json: Json, line: string, writing: Writing, string: WriteString): string {
  if (json.kind === 'leaf') return json.text.startsWith('"') ? string(json.text) : json.text
  const { indent, comma, colon, arraysInline = false } = writing
  const inline = json.kind === 'array' && arraysInline
  const inner = inline ? line : line + indent
  const parts =
    json.kind === 'array'
      ? json.items.map((item) => writeValue(item, inner, writing, string))
      : json.members.map(
          ([name, value]) => `${string(name)}${colon}${writeValue(value, inner, writing, string)}`,
        )
  const [open, close] = json.kind === 'array' ? '[]' : '{}'
  if (inline) return parts.length > 0 ? `[ ${parts.join(', ')} ]` : '[ ]'
  if (parts.length === 0) return arraysInline ? `${open} ${close}` : `${open}${close}`
  if (indent === '') return `${open}${parts.join(comma)}${close}`
  return `${open}${inner}${parts.join(comma + inner)}${line}${close}`
}
