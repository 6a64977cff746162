import type { Json } from './json-tree.ts'
import { compact, type Writing, writeJson } from './json-writing.ts'

/** How the JSON is written; in one line without spaces where no writer writes like that. */
export function writingOf(text: string, json: Json): Writing {
  return writingsLike(text).find((writing) => writeJson(json, writing, undefined) === text) ?? compact
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
