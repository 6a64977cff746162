/** The words in lines of so many characters, a word that is longer in a line of its own; one line where no width is given. */
export function wrapped(text: string, width: number | undefined): readonly string[] {
  if (text === '') return []
  if (width === undefined) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length > width && line !== '') {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}
