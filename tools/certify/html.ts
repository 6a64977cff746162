/** Text that is HTML already; nothing else reaches a page unescaped. */
export interface Markup {
  readonly text: string
}

type Part = string | Markup | readonly Markup[]

/** A template whose parts are escaped, unless they were made by it. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { text: texts.map((text, index) => text + markupOf(parts[index] ?? '')).join('') }
}

function markupOf(part: Part): string {
  if (typeof part === 'string') return escaped(part)
  return 'text' in part ? part.text : part.map(({ text }) => text).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** In text and in a quoted attribute; what no page may hold, and what turns its direction, becomes a mark. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n]|\p{Bidi_Control}/gu, '�')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
