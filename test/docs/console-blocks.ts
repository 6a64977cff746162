/** A command line that a page shows, and what stands below it. */
export interface Shown {
  readonly line: string
  readonly output: readonly string[]
}

/** The ```console blocks of a page, in their order. */
export function consoleBlocks(page: string): readonly Shown[] {
  return [...page.matchAll(/^```console\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((part) => {
        const [line = '', ...output] = part.trimEnd().split('\n')
        return { line, output }
      }),
  )
}

/** Whether the lines are those that the page shows, of which `…` stands for any number. */
export function fits(shown: readonly string[], lines: readonly string[]): boolean {
  const [first, ...rest] = shown
  if (first === undefined) return lines.length === 0
  if (first === '…') return lines.some((_, at) => fits(rest, lines.slice(at))) || fits(rest, [])
  return lines[0] === first && fits(rest, lines.slice(1))
}
