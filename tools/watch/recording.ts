import { chmodSync, closeSync, createWriteStream, openSync } from 'node:fs'
import type { AnsweredCall } from '../local/watcher.ts'
import { problem } from '../terminal/problem.ts'

/** What `replay` takes: a call as it came, and how it was answered. */
interface RecordedCall {
  /** When it came, epoch milliseconds. */
  readonly at: number
  readonly method: string
  readonly target: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** In base64. */
  readonly body: string
  readonly status: number
}

export interface Recording {
  /** Writes the call behind those before it, one line of JSON, unless its body was not read. */
  add(call: AnsweredCall): void
  /** Resolves when all of it is in the file. */
  close(): Promise<void>
}

const OWNER_ALONE = 0o600

/** Opens a file for the calls, for the owner's eyes: they hold what the sender sent. Throws a problem. */
export function openRecording(path: string, report: (line: string) => void): Recording {
  makePrivate(path)
  const file = createWriteStream(path, { flags: 'a' })
  file.on('error', ({ message }) => report(`the recording has ended: ${message}`))
  return {
    add({ at, method, target, headers, body, status }) {
      if (!body || file.errored) return
      const line: RecordedCall = { at, method, target, headers, body: body.toString('base64'), status }
      file.write(`${JSON.stringify(line)}\n`)
    },
    close() {
      const { promise, resolve } = Promise.withResolvers<void>()
      if (file.errored) resolve()
      else file.once('close', resolve).end()
      return promise
    },
  }
}

function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'a', OWNER_ALONE))
    chmodSync(path, OWNER_ALONE)
  } catch (cause) {
    throw problem(`--record: ${cause instanceof Error ? cause.message : cause}`)
  }
}
