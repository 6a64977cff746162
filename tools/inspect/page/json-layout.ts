export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'word' | 'mark'
  readonly text: string
}

const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|\b(?:true|false|null)\b|[{}[\],:]/gs

/**
 * JSON with a line for each member. Names, texts and numbers stay letter by letter as they came: 1.50 stays 1.50, of
 * twenty digits none is lost. Undefined where the text is not JSON.
 */
export function layOut(text: string): readonly Token[] | undefined {
  if (!isJson(text)) return undefined
  const parts = [...text.matchAll(token)].map(([part]) => part)
  const tokens: Token[] = []
  let depth = 0
  parts.forEach((part, index) => {
    const next = parts[index + 1]
    if (part === '{' || part === '[') {
      const isEmpty = next === '}' || next === ']'
      if (!isEmpty) depth++
      tokens.push({ kind: 'mark', text: isEmpty ? part : part + lineAt(depth) })
    } else if (part === '}' || part === ']') {
      const closesEmpty = parts[index - 1] === '{' || parts[index - 1] === '['
      if (!closesEmpty) depth--
      tokens.push({ kind: 'mark', text: closesEmpty ? part : lineAt(depth) + part })
    } else if (part === ',') tokens.push({ kind: 'mark', text: `,${lineAt(depth)}` })
    else if (part === ':') tokens.push({ kind: 'mark', text: ': ' })
    else tokens.push({ kind: kindOf(part, next), text: part })
  })
  return tokens
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function kindOf(part: string, next: string | undefined): Token['kind'] {
  if (part.startsWith('"')) return next === ':' ? 'name' : 'text'
  return /^[-\d]/.test(part) ? 'number' : 'word'
}

/** Deeper is no message; the lines would only be spaces. */
const MAX_INDENT = 40

function lineAt(depth: number): string {
  return `\n${'  '.repeat(Math.min(depth, MAX_INDENT))}`
}
