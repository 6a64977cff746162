import { harmless } from '../terminal/harmless.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { Shown } from './count-lines.ts'
import { ends } from './ends.ts'
import type { SeenCall } from './see-call.ts'
import { wrapped } from './text.ts'

/** What a line is written on. */
export interface Paper {
  /** How wide it is; undefined where it is no screen, and a line ends where it ends. */
  columns(): number | undefined
  readonly paint: Terminal['paint']
}

/** Of what stands below a line. */
export const INDENT = '          '

/** What shows the whole of a refusal that is kept: the text that was signed, what was tried. */
const EXPLAIN = 'npm run alipay -- refused explain --local'
/** As the list of what is kept has them. */
const ID_LENGTH = 16

/** A call in one line; what does not fit, and what went wrong, in indented ones below it. */
export function sayCall(seen: SeenCall, { columns: width, paint }: Paper): Shown {
  const columns = width()
  const { end, why, advice } = seen
  const platform = harmless(seen.platform)
  const api = harmless(seen.api)
  const about = harmless(seen.about)
  const wrong = harmless([why, advice].filter(Boolean).join(' → '))
  const start = `${timeOf(seen.at)}  ${platform.padEnd(12)}  ${api.padEnd(20)}  `
  const took = `${end.padEnd(15)}${`${Math.round(seen.tookMs)} ms`.padStart(8)}`
  const fits = columns === undefined || start.length + took.length + 2 + about.length <= columns
  const below = [
    ...(fits ? [] : [about]),
    ...wrapped(wrong, columns && columns - INDENT.length),
    ...(seen.kept ? [paint('faint', `${EXPLAIN} ${seen.kept.slice(0, ID_LENGTH)}`)] : []),
    ...(seen.notKept ? [paint('faint', seen.notKept)] : []),
  ]
  const head = `${paint('faint', start)}${paint(ends[end].look, took)}${fits ? `  ${about}` : ''}`
  return {
    key: [platform, api, end, about, wrong, seen.unexamined].join('\n'),
    name: [platform, api, end, about].join(' '),
    end: seen.unexamined === undefined ? end : `${end} (not examined)`,
    text: [head, ...below.map((line) => `${INDENT}${line}`)].join('\n'),
  }
}

/** `18:03:12`, as the clock on the wall has it. */
export function timeOf(at: number): string {
  return new Date(at).toTimeString().slice(0, 8)
}
