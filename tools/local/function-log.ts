import type { LineFile } from './files.ts'

export interface FunctionLog {
  /** A line that a function printed. */
  print(functionName: string, line: string): void
  /** An invocation that came to no result. */
  fail(functionName: string, error: string): void
}

const errors = new Set(['ERROR', 'CRITICAL'])

/** Keeps everything that the functions print in a file; an error is also reported, in one line. */
export function createFunctionLog(file: LineFile, report: (line: string) => void): FunctionLog {
  let lastReported = ''

  function reportOnce(line: string): void {
    if (line !== lastReported) report(line)
    lastReported = line
  }

  return {
    print(functionName, line) {
      const entry = readObject(line)
      file.append([entry ?? { functionName, line }])
      if (!entry) reportOnce(`${functionName}: ${line}`)
      else if (errors.has(String(entry.level))) reportOnce(`${functionName}: ${entry.message}`)
    },
    fail(functionName, error) {
      file.append([{ functionName, error }])
      reportOnce(`${functionName}: ${error.split('\n', 1)[0]}`)
    },
  }
}

function readObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
