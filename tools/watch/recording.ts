import { chmodSync, closeSync, createWriteStream, openSync } from 'node:fs'
import type { RecordedCall } from '../alipay/recording.ts'
import type { AnsweredCall } from '../local/watcher.ts'
import { problem } from '../terminal/problem.ts'

export interface Recording {
  /** Writes the call behind those before it, as `replay` takes it, unless its body was not read. */
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
