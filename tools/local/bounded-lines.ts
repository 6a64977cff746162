/** Different lines that are printed in a window; any further ones are only counted. */
const MAX_LINES = 10
const WINDOW_MS = 60_000

export interface BoundedLines {
  report(line: string): void
  /** Prints at once what was only counted so far. */
  flush(): void
}

/** Prints each line once a minute, and at its end how often it came again: a flood costs some twenty lines a minute. */
export function boundedLines(print: (line: string) => void): BoundedLines {
  const counts = new Map<string, number>()
  let beyond = 0
  let window: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(window)
    window = undefined
    for (const [line, count] of counts) if (count > 1) print(`${line} (${count - 1} more times)`)
    if (beyond > 0) print(`and ${beyond} other requests like these`)
    counts.clear()
    beyond = 0
  }

  return {
    report(line) {
      window ??= setTimeout(flush, WINDOW_MS).unref()
      const count = counts.get(line)
      if (count === undefined && counts.size >= MAX_LINES) {
        beyond++
        return
      }
      counts.set(line, (count ?? 0) + 1)
      if (count === undefined) print(line)
    },
    flush,
  }
}
