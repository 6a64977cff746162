import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** In milliseconds. */
const units = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, days: 86_400_000 }
type Unit = keyof typeof units

interface Row {
  readonly what: string
  readonly value: string
  readonly setIn: string
}

const [, table = ''] = read('docs/architecture.md').split('| what | value | set in | shorter | longer |')
const rows: readonly Row[] = (table.split('\n\n')[0] ?? '')
  .split('\n')
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, what = '', value = '', setIn = '']) => ({ what, value, setIn }))

/** Durations in milliseconds; what has no unit as it stands. */
const quantitiesIn = (value: string) =>
  [...value.matchAll(/(\d[\d.]*)(?: (ms|s|min|h|days)\b)?/g)].map(([, number, unit]) => ({
    number: Number(number),
    ms: unit === undefined ? undefined : Number(number) * units[unit as Unit],
  }))

/** The numbers on the first line that has any, from the place on that the text stands in. */
function numbersAt(path: string, text: string): readonly number[] {
  const [, behind] = splitOnce(read(path), text)
  if (behind === undefined) throw new Error(`${path} has no ${text}`)
  const line = behind.split('\n').find((each) => /(?<![\w.])\d/.test(each)) ?? ''
  return [...line.matchAll(/(?<![\w.])\d[\d_]*/g)].map(([number]) => Number(number.replaceAll('_', '')))
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)]
}

const places = rows.flatMap(({ what, value, setIn }) =>
  [...setIn.matchAll(/`([^`]+)` `([^`]+)`/g)].map(([, path = '', text = '']) => ({
    what,
    value,
    path,
    text,
  })),
)
/** Sums of others: the test below adds them up. */
const sums = ['deadline:', 'leaseUntil:']

describe('the table of times in docs/architecture.md', () => {
  it('has its rows', () => {
    expect(rows.length).toBeGreaterThan(35)
    expect(places.length).toBeGreaterThan(rows.length)
  })

  it.each(places.filter(({ text }) => !sums.includes(text)))(
    'is right of $path $text: $value',
    ({ value, path, text }) => {
      const numbers = numbersAt(path, text)
      const isThere = ({ number, ms }: { number: number; ms: number | undefined }) =>
        ms === undefined
          ? numbers.includes(number)
          : numbers.some((each) => Object.values(units).some((unit) => each * unit === ms))
      expect(quantitiesIn(value).filter((quantity) => !isThere(quantity))).toEqual([])
      expect(quantitiesIn(value)).not.toEqual([])
    },
  )

  it('adds up the deadline and the lease', () => {
    const of = (text: string) => {
      const row = rows.find(({ setIn }) => setIn.includes(`\`${text}\``))
      return quantitiesIn(row?.value ?? '').map(({ ms = 0 }) => ms)
    }
    const [answer = 0] = of('ANSWER_MS')
    const [skew = 0] = of('CLOCK_SKEW_MS')
    expect(of('deadline:')).toEqual(of('senderTimeoutMs:').map((waits) => waits - answer))
    expect(of('leaseUntil:')).toEqual(of('deadline:').map((deadline) => deadline + skew))
  })
})
