/** What a run of measurements came to. */
export interface Spread {
  readonly min: number
  readonly median: number
  readonly p99: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { min: at(0), median: at(0.5), p99: at(0.99) }
}

const WIDTH = 44
function column(text: string): string {
  return text.padStart(10)
}

/** The title of a table of spreads. */
export function headLine(title: string): string {
  return `\n${title.padEnd(WIDTH + 2)}${['min', 'median', 'p99'].map(column).join('')}`
}

export function spreadLine(name: string, { min, median, p99 }: Spread, note = ''): string {
  const figures = [min, median, p99].map((figure) => column(figure.toFixed(2)))
  return `  ${name.padEnd(WIDTH)}${figures.join('')}  ${note}`.trimEnd()
}
