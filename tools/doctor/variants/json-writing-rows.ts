import type { Cause } from '../diagnosis.ts'
import { compact, type Escapes, type Writing } from '../json/json-writing.ts'

interface WritingRow {
  readonly rarity: 0 | 1 | 2
  readonly cause: Cause
  readonly writing: Writing
}

const keepBytes = {
  change:
    'sign and send the same bytes, and pass them on unread: nothing may parse the body and write it again',
  where: 'code',
} as const

const pretty = (indent: string): Writing => ({ indent, comma: ',', colon: ': ' })

const pythonWriting: Writing = { indent: '', comma: ', ', colon: ': ' }

const spelt: readonly (readonly [rarity: 0 | 1 | 2, name: string, how: string, writing: Writing])[] = [
  [0, 'json-compact', 'in one line, without spaces', compact],
  [0, 'json-indented', 'indented by two spaces', pretty('  ')],
  [0, 'json-spaced', 'in one line with a space after each comma and colon', pythonWriting],
  [0, 'json-indented', 'indented by four spaces', pretty('    ')],
  [1, 'json-indented', 'indented by tabs', pretty('\t')],
  [1, 'json-indented', 'indented by three spaces', pretty('   ')],
  [
    1,
    'json-indented',
    'indented as Jackson does',
    { indent: '  ', comma: ',', colon: ' : ', arraysInline: true },
  ],
  [2, 'json-indented', 'indented by one space', pretty(' ')],
  [2, 'json-indented', 'indented by eight spaces', pretty('        ')],
  [1, 'json-spaced', 'in one line with a space after each colon', { indent: '', comma: ',', colon: ': ' }],
  [2, 'json-spaced', 'in one line with a space after each comma', { indent: '', comma: ', ', colon: ':' }],
  [2, 'json-indented', 'in lines that are not indented', { indent: '', comma: ',\n', colon: ': ' }],
]

/** The body was JSON in another writing when it was signed: something parsed it and wrote it again. */
export const writingRows: readonly WritingRow[] = spelt.map(([rarity, name, how, writing]) => ({
  rarity,
  writing,
  cause: { name, what: `the body was signed as JSON ${how}`, ...keepBytes },
}))

interface EscapesRow {
  readonly rarity: 0 | 1 | 2
  readonly cause: Cause
  readonly escapes: Escapes
}

const plain: Escapes = { slashes: false, unicode: 'no', html: 'no' }

interface ProfileRow extends WritingRow {
  readonly escapes: Escapes
}

/** Writing and escapes of one library at once: a body that it writes anew has one cause. */
export function profileRows(received: Writing | undefined, hasEscapes: boolean): readonly ProfileRow[] {
  const isPython = received?.indent === '' && received.comma === ', ' && received.colon === ': ' && hasEscapes
  const came = isPython
    ? [
        [
          "the body was written anew on its way, as Python's json.dumps does, and signed in one line without spaces and escapes",
          compact,
          plain,
        ] as const,
      ]
    : []
  const signed = [
    [
      "the body was signed as Python's json.dumps writes it, with spaces and \\u escapes",
      pythonWriting,
      { ...plain, unicode: 'lower' },
    ],
  ] as const
  return [...came, ...signed].map(([what, writing, escapes]) => ({
    rarity: 0,
    writing,
    escapes,
    cause: { name: 'json-dumps', what, ...keepBytes },
  }))
}

const escaping: readonly (readonly [
  rarity: 0 | 1 | 2,
  name: string,
  how: string,
  escapes: Partial<Escapes>,
])[] = [
  [0, 'escapes-missing', 'without the escapes that came', {}],
  [0, 'slashes-escaped', 'with its slashes escaped', { slashes: true }],
  [0, 'unicode-escaped', 'with \\u escapes for what is not ASCII', { unicode: 'lower' }],
  [0, 'html-escaped', 'with \\u003c, \\u003e and \\u0026 for < > &', { html: 'go' }],
  [0, 'unicode-escaped', 'with \\u escapes in upper case for what is not ASCII', { unicode: 'upper' }],
  [
    0,
    'slashes-and-unicode-escaped',
    'with slashes and \\u escaped, as PHP does',
    { slashes: true, unicode: 'lower' },
  ],
  [1, 'html-escaped', "with \\u escapes for < > & = ' as Gson does", { html: 'gson' }],
  [2, 'slashes-and-unicode-escaped', 'with slashes and \\u escaped', { slashes: true, unicode: 'upper' }],
  [2, 'html-escaped', 'with \\u escapes for < > & and what is not ASCII', { html: 'go', unicode: 'lower' }],
]

/** Its strings were escaped otherwise. */
export const escapesRows: readonly EscapesRow[] = escaping.map(([rarity, name, how, changed]) => ({
  rarity,
  escapes: { ...plain, ...changed },
  cause: { name, what: `the body was signed as JSON ${how}`, ...keepBytes },
}))
