import type { LineFile } from './files.ts'
import type { LogEntry, Watcher } from './watcher.ts'

export interface FunctionLog {
  /** A line that a function printed. */
  print(functionName: string, line: string): void
  /** What came to no result; of a call, or of what runs behind the answers. */
  fail(functionName: string, error: string, ofCall?: boolean): void
}

const errors = new Set(['ERROR', 'CRITICAL'])

/**
 * Keeps everything that the functions print in a file. An error is also reported, in one line; those of calls are not where
 * somebody else shows them. `onEntry` takes each entry.
 */
export function createFunctionLog(
  file: LineFile,
  report: (line: string) => void,
  { logged: onEntry, showsCalls = false }: Pick<Watcher, 'logged' | 'showsCalls'> = {},
): FunctionLog {
  let lastReported = ''

  function reportOnce(line: string, ofCall = false): void {
    if (showsCalls && ofCall) return
    if (line !== lastReported) report(line)
    lastReported = line
  }

  return {
    print(functionName, line) {
      const entry = readObject(line)
      file.append([entry ?? { functionName, line }])
      if (!entry) return reportOnce(`${functionName}: ${line}`)
      onEntry?.(entry)
      if (errors.has(String(entry.level))) {
        // A message of the queue of watches is shown as a call is.
        const ofCall = entry.correlationId !== undefined || entry.messageId !== undefined
        reportOnce(`${functionName}: ${entry.message}`, ofCall)
      }
    },
    fail(functionName, error, ofCall) {
      file.append([{ functionName, error }])
      reportOnce(`${functionName}: ${error.split('\n', 1)[0]}`, ofCall)
    },
  }
}

function readObject(line: string): LogEntry | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as LogEntry) : undefined
  } catch {
    return undefined
  }
}
