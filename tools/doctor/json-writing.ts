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

/** The tree as text. */
export function writeJson(json: Json, writing: Writing, escapes: Escapes): string {
  return writeValue(json, '\n', writing, stringWriter(escapes))
}

type WriteString = (value: string) => string

/** What no profile escapes. */
const plain = /^[ !#-%(-.0-;?-[\]-~]*$/

function stringWriter({ slashes, unicode, html: kind }: Escapes): WriteString {
  const odd = html[kind]
  return (value) => {
    if (plain.test(value)) return `"${value}"`
    let text = JSON.stringify(value)
    if (slashes) text = text.replaceAll('/', '\\/')
    if (odd) text = text.replace(odd, (char) => escaped(char))
    if (unicode !== 'no')
      text = text.replace(/[\u0080-\uffff]/g, (char) => escaped(char, unicode === 'upper'))
    return text
  }
}

function escaped(char: string, upper = false): string {
  const hex = char.charCodeAt(0).toString(16).padStart(4, '0')
  return `\\u${upper ? hex.toUpperCase() : hex}`
}

/** `line` is what a line of the enclosing level begins with, its line feed included. */
function writeValue(json: Json, line: string, writing: Writing, string: WriteString): string {
  if (json.kind === 'literal') return json.text
  if (json.kind === 'string') return string(json.value)
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
