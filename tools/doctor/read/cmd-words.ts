const HEAD_BYTES = 4_096
/** A caret that escapes a quote or a line end, before anything that only bash would write. */
const caret = /^[^'"^]*(?:"[^"]*"[^'"^]*)*\^(?:\r?\n|")/

/** Whether the text is written for cmd.exe, as the browsers of Windows copy it. */
export function isForCmd(text: Buffer): boolean {
  return caret.test(text.toString('latin1', 0, HEAD_BYTES))
}

/**
 * The words of the first command in the text, as cmd.exe and then a program of Windows read them: `^` escapes, also a line
 * end; within quotes `\"` and `""` are a quote.
 * https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments
 */
export function cmdWords(text: Buffer): readonly Buffer[] {
  return argumentsOf(withoutCarets(text.toString('latin1'))).map((word) => Buffer.from(word, 'latin1'))
}

function withoutCarets(text: string): string {
  const characters: string[] = []
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === '^' && !isQuoted) {
      // An escaped line end vanishes, and escapes what follows it: so a newline of a body is written.
      const [lineEnd = ''] = /^\r?\n/.exec(text.slice(at + 1, at + 3)) ?? []
      at += 1 + lineEnd.length
      if (text[at] === '\r' && text[at + 1] === '\n') at++
      characters.push(text[at] ?? '')
    } else if (char === '\n' && !isQuoted && characters.some((one) => one.trim() !== '')) break
    else {
      if (char === '"') isQuoted = !isQuoted
      characters.push(char)
    }
  }
  return characters.join('')
}

function argumentsOf(line: string): readonly string[] {
  const words: string[] = []
  let word: string | undefined
  let isQuoted = false
  for (const [piece] of line.matchAll(/\\*"|\\+|[ \t\r\n]|[^\\" \t\r\n]+/g)) {
    if (/^\s$/.test(piece) && !isQuoted) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else if (!piece.endsWith('"')) word = (word ?? '') + piece
    else {
      const backslashes = piece.length - 1
      word = (word ?? '') + '\\'.repeat(backslashes >> 1)
      if (backslashes % 2 === 1) word += '"'
      else isQuoted = !isQuoted
    }
  }
  return word === undefined ? words : [...words, word]
}
