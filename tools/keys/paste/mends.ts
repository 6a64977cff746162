import type { Mistake } from '../mistake.ts'
import { nameOf, placeOf } from './characters.ts'
import { blocksOf } from './pem.ts'

/** What a program or a person did to the text of a key on its way, and how it is undone. */
interface Mend {
  readonly name: string
  /** Of the text before it is undone, in which it is found. */
  what(text: string): string
  readonly change: string
  /** The same text where there is nothing to undo. */
  undo(text: string): string
}

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g
const wideSpaces = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g
const quotes = /["'`\u2018-\u201f\u00ab\u00bb]/g
const labelLine =
  /[-\u2010-\u2015\u2212\ufe58\uff0d]{1,12}[ \t]*(BEGIN|END) ([A-Z0-9 ]*[A-Z0-9])[ \t]*[-\u2010-\u2015\u2212\ufe58\uff0d]{1,12}/g
const PASTE_AGAIN = 'copy the key once more, from a plain text field'

/** In the order in which they are undone: each is looked for in what the one before left. */
const mends: readonly Mend[] = [
  {
    name: 'byte-order-mark',
    what: () => 'begins with a byte order mark',
    change: 'save the file as UTF-8 without a byte order mark',
    undo: (text) => text.replace(/^\ufeff+/, ''),
  },
  {
    name: 'invisible-character',
    what: (text) => `has ${firstOf(text, invisible)}, which cannot be seen`,
    change: PASTE_AGAIN,
    undo: (text) => text.replace(invisible, ''),
  },
  {
    name: 'wide-space',
    what: (text) => `has ${firstOf(text, wideSpaces)} in place of a space`,
    change: PASTE_AGAIN,
    undo: (text) => text.replace(wideSpaces, ' '),
  },
  {
    name: 'typographic-dashes',
    what: (text) =>
      `has ${firstOf(text, /[\u2010-\u2015\u2212\ufe58\uff0d]/g)} where BEGIN and END have hyphens`,
    change: 'a word processor changed them: write five hyphens, or paste the base64 alone',
    undo: (text) =>
      text.replace(labelLine, (line, word, label) =>
        /^[ -~\t]+$/.test(line) ? line : `-----${word} ${label}-----`,
      ),
  },
  {
    name: 'hyphens',
    what: () => 'has not five hyphens on each side of BEGIN and END',
    change: 'write five, or paste the base64 alone',
    undo: (text) => (blocksOf(text).length > 0 ? text : text.replace(labelLine, '-----$1 $2-----')),
  },
  {
    name: 'quotes',
    what: (text) => `has ${firstOf(text, quotes)}: it was copied out of code or prose`,
    change: 'paste what stands between the quotes',
    undo: (text) =>
      text.search(quotes) >= 0
        ? text
            .replace(/["']\s*\+\s*["']/g, '')
            .replace(quotes, '')
            .replace(/^[\s,;]+|[\s,;]+$/g, '')
        : text,
  },
  {
    name: 'line-breaks-written',
    what: () => 'has its line breaks written as \\n',
    change: 'nothing for us: the receiver reads them so. Other programs may want real ones',
    undo: (text) => text.replace(/\\[nr]/g, '\n'),
  },
  {
    name: 'percent-encoded',
    what: () => 'is percent-encoded: %2B stands for +',
    change: 'decode it once, or copy it from the console and not out of a URL',
    undo: (text) => text.replace(/%(2[bf]|3d|0[ad]|20)/gi, (one) => decodeURIComponent(one)),
  },
  {
    name: 'url-safe',
    what: () => 'is url-safe base64: - and _ stand for + and /',
    change: 'write + for each - and / for each _',
    undo: (text) =>
      text
        .split(/(-----(?:BEGIN|END) [A-Z0-9 ]+-----)/)
        .map(fromUrlSafe)
        .join(''),
  },
]

/** Every second part is a label; what has characters of both alphabets is neither. */
function fromUrlSafe(part: string, index: number): string {
  return index % 2 === 0 && /^[\w\s=-]*$/.test(part) ? part.replaceAll('-', '+').replaceAll('_', '/') : part
}

function firstOf(text: string, characters: RegExp): string {
  const index = text.search(characters)
  return `${nameOf(text.charAt(index))} at ${placeOf(text, index)}`
}

interface Mended {
  readonly text: string
  readonly mistakes: readonly Mistake[]
}

/** The text as it was before it was copied about, as far as that can be told. */
export function mend(text: string): Mended {
  let mended = text
  const mistakes: Mistake[] = []
  for (const { name, what, change, undo } of mends) {
    const undone = undo(mended)
    if (undone !== mended) mistakes.push({ name, what: what(mended), change })
    mended = undone
  }
  return { text: mended, mistakes }
}
