import type { Json } from './json-tree.ts'
import { compact, type Escapes, type Writing, writeJson } from './json-writing.ts'

/** How a JSON text is written. */
export interface Style {
  readonly writing: Writing
  readonly escapes: Escapes
}

/** The style of the text; one-line and as much of the escapes as can be seen where no writer writes like that. */
export function styleOf(text: string, json: Json): Style {
  const escapes = escapesOf(text)
  const writing = writingsLike(text).find((writing) => writeJson(json, writing, escapes) === text)
  return { writing: writing ?? compact, escapes }
}

function escapesOf(text: string): Escapes {
  const codes = [...new Set(text.match(/\\u[0-9a-fA-F]{4}/g) ?? [])]
  const named = codes.filter((code) => Number.parseInt(code.slice(2), 16) >= 0x80)
  const has = (hex: string) => codes.includes(`\\u${hex}`)
  return {
    slashes: text.includes('\\/'),
    unicode: named.length === 0 ? 'no' : named.some((code) => /[A-F]/.test(code)) ? 'upper' : 'lower',
    html: has('003d') || has('0027') ? 'gson' : has('003c') || has('003e') || has('0026') ? 'go' : 'no',
  }
}

function writingsLike(text: string): readonly Writing[] {
  const indent = /^[{[]\n([ \t]+)/.exec(text)?.[1]
  if (indent === undefined) {
    return [compact, { indent: '', comma: ', ', colon: ': ' }, { indent: '', comma: ',', colon: ': ' }]
  }
  return [
    { indent, comma: ',', colon: ': ' },
    { indent, comma: ',', colon: ':' },
    { indent, comma: ',', colon: ' : ', arraysInline: true },
  ]
}
