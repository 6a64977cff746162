import type { Shown } from '../../tools/watch/count-lines.ts'
import { createWriter } from '../../tools/watch/writer.ts'

const UP_AND_ERASE = '\x1b[1A\x1b[2K'

/** Shows no more than its own key. */
export function shown(key: string, end = 'accepted'): Shown {
  return { key, name: key, end, text: key }
}

/** A terminal that can be stopped, as Ctrl-S does; its lines as somebody reads them. */
export function screenOf({ isScreen = false } = {}) {
  let text = ''
  let takes = true
  let waiting: (() => void)[] = []
  const take = (more: string) => {
    const anew = more.startsWith(UP_AND_ERASE)
    if (anew) text = text.replace(/[^\n]*\n$/, '')
    text += anew ? more.slice(UP_AND_ERASE.length) : more
  }
  const writer = createWriter({ isScreen, note: (line) => take(`${line}\n`) }, (more, done) => {
    take(more)
    if (takes) done()
    else waiting.push(done)
  })
  return {
    writer,
    lines: () => text.split('\n').slice(0, -1),
    stop() {
      takes = false
    },
    goOn() {
      takes = true
      for (const done of waiting) done()
      waiting = []
    },
  }
}
