import type { Writer } from './writer.ts'

/** What is shown of a call. */
export interface Shown {
  /** The whole of it; equal texts are the same thing again, but for the time and how long it took. */
  readonly key: string
  /** One line to know it by. */
  readonly name: string
  /** What it is counted by where it is not shown. */
  readonly end: string
  /** What is printed; may be several lines. */
  readonly text: string
}

export interface LineCounter {
  show(one: Shown): void
  /** Prints at once what was only counted so far. */
  flush(): void
}

interface Group {
  readonly name: string
  /** How often it came again since that was last printed. */
  count: number
  /** What its counter says that stands last on the screen. */
  total: number
  seconds: number
  /** How much was written when it was printed last: while that is the same, it is the last line. */
  mark: number
}

const WINDOW_MS = 1_000
/** Different ones that are followed at a time; any further ones are counted by how they ended. */
const MAX_GROUPS = 20

/**
 * Prints each different thing once, at once, and then each second how often it came again. However many come and however
 * they differ, some forty lines a second are printed at most, and none while the terminal takes none; the numbers add up
 * to all that came.
 */
export function createLineCounter(writer: Writer): LineCounter {
  const groups = new Map<string, Group>()
  const others = new Map<string, number>()
  let seconds = 0
  let timer: NodeJS.Timeout | undefined

  function count(group: Group): void {
    const isLast = group.mark === writer.written()
    const goesOn = isLast && group.total > 0 && writer.isScreen
    group.total = group.count + (goesOn ? group.total : 0)
    group.seconds = seconds + (goesOn ? group.seconds : 0)
    group.count = 0
    const more = `… ${numeral(group.total)} more like it in ${group.seconds} s`
    if (goesOn) writer.replace(more)
    else writer.print(isLast ? more : `${more}: ${group.name}`)
    group.mark = isLast ? writer.written() : 0
  }

  function countOthers(): void {
    if (others.size === 0) return
    const sum = [...others.values()].reduce((one, other) => one + other)
    const ends = [...others].map(([end, number]) => `${end} ${numeral(number)}`)
    writer.print(`… ${numeral(sum)} others in ${seconds} s: ${ends.join(', ')}`)
    others.clear()
  }

  function print(): void {
    clearTimeout(timer)
    timer = undefined
    const repeated = [...groups.values()].filter((group) => group.count > 0)
    for (const [key, group] of groups) if (group.count === 0) groups.delete(key)
    for (const group of repeated) count(group)
    countOthers()
    seconds = 0
    if (groups.size > 0) timer = setTimeout(tick, WINDOW_MS).unref()
  }

  function tick(): void {
    seconds++
    if (writer.isBusy()) timer = setTimeout(tick, WINDOW_MS).unref()
    else print()
  }

  return {
    show({ key, name, end, text }) {
      timer ??= setTimeout(tick, WINDOW_MS).unref()
      const group = groups.get(key)
      if (group) group.count++
      else if (groups.size >= MAX_GROUPS || writer.isBusy()) others.set(end, (others.get(end) ?? 0) + 1)
      else {
        writer.print(text)
        groups.set(key, { name, count: 0, total: 0, seconds: 0, mark: writer.written() })
      }
    },
    flush() {
      seconds = Math.max(seconds, 1)
      print()
      clearTimeout(timer)
      groups.clear()
    },
  }
}

function numeral(count: number): string {
  return count.toLocaleString('en')
}
