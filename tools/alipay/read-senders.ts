import { readFileSync } from 'node:fs'
import { problem } from '../terminal/problem.ts'
import type { Senders } from './sender.ts'

/** What `senders.json` holds, undefined where there is none. Throws a problem where it cannot be read. */
export function readSenders(file: string): Senders | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    const why = cause instanceof Error ? cause.message : cause
    throw problem(`${file} cannot be read: mend it, or delete it to have it made anew (${why})`)
  }
}
