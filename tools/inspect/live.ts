import type { ServerResponse } from 'node:http'
import { MAX_ROWS } from './source.ts'
import type { CallRow } from './view.ts'

/** So that no proxy and no browser takes the silence for the end. */
const BEAT_MS = 15_000
/** A reader that takes nothing for so long is gone, or as good as that. */
const STALLED_MS = 30_000

export interface LiveRows {
  /** The number of the last row that was said; what comes after it is asked for by it. */
  last(): number
  add(row: CallRow): void
  /** Says each row after that number, and then each as it comes, as server-sent events. */
  serve(response: ServerResponse, after: number): void
  close(): void
}

/**
 * The rows as they come, for any number of readers. Each has its own place in what is held, so that nothing is buffered
 * for one who is slow: it is cut off when it stalls, comes again, and says where it was. Who was away for longer than
 * the rows are held hears `reset`: it must ask for all of them.
 */
export function createLiveRows({ held = MAX_ROWS, stalledMs = STALLED_MS } = {}): LiveRows {
  /** The row of number n is at n % held. */
  const rows: string[] = []
  const readers = new Set<Reader>()
  let last = 0

  interface Reader {
    readonly response: ServerResponse
    next: number
    stalled?: NodeJS.Timeout | undefined
  }

  function pump(reader: Reader): void {
    if (reader.stalled) return
    if (last - reader.next >= held) {
      reader.next = last + 1
      say(reader, `event: reset\nid: ${last}\ndata: {}\n\n`)
    }
    while (reader.next <= last && !reader.stalled) {
      const number = reader.next++
      say(reader, `event: call\nid: ${number}\ndata: ${rows[number % held]}\n\n`)
    }
  }

  function say(reader: Reader, text: string): void {
    const { response } = reader
    if (response.write(text)) return
    reader.stalled = setTimeout(() => response.destroy(), stalledMs).unref()
    response.once('drain', () => {
      clearTimeout(reader.stalled)
      reader.stalled = undefined
      pump(reader)
    })
  }

  const beat = setInterval(() => {
    for (const reader of readers) if (!reader.stalled) say(reader, ':\n\n')
  }, BEAT_MS).unref()

  return {
    last: () => last,
    add(row) {
      last++
      rows[last % held] = JSON.stringify(row)
      for (const reader of readers) pump(reader)
    },
    serve(response, after) {
      // A number that was never given is of an earlier life.
      const reader: Reader = { response, next: after > last ? -held : after + 1 }
      readers.add(reader)
      response.once('close', () => {
        clearTimeout(reader.stalled)
        readers.delete(reader)
      })
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      say(reader, 'retry: 1000\n\n')
      pump(reader)
    },
    close() {
      clearInterval(beat)
      for (const { response } of readers) response.destroy()
    },
  }
}
