import { useComputed, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { BUCKET_MS, BUCKETS, type Bucket, figuresOf, percentile } from './figures.ts'
import { rows } from './live.ts'
import { duration } from './say.ts'

const EVERY_MS = 1_000
const WIDTH = 300
const HEIGHT = 36
const STEP = WIDTH / BUCKETS

/** Calls a second, and how long they took, over the last minutes. */
export function Plots() {
  const buckets = useSignal<readonly Bucket[]>([])
  const isEmpty = useComputed(() => rows.value.length === 0).value
  useEffect(() => {
    const draw = () => {
      if (!document.hidden) buckets.value = figuresOf(rows.value, Date.now())
    }
    const timer = setInterval(draw, EVERY_MS)
    draw()
    return () => clearInterval(timer)
  }, [buckets, isEmpty])
  return (
    <section class="plots" aria-label="The last five minutes">
      <Rate buckets={buckets.value} />
      <Times buckets={buckets.value} />
    </section>
  )
}

function Rate({ buckets }: { readonly buckets: readonly Bucket[] }) {
  const rates = buckets.map((bucket) => (bucket.count * 1000) / BUCKET_MS)
  const most = Math.max(0, ...rates)
  const text = `${perSecond(rates.at(-2) ?? 0)} calls a second; at most ${perSecond(most)} in five minutes`
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={text}>
        {rates.map((rate, index) => (
          <rect
            key={buckets[index]?.from}
            class="bar"
            x={index * STEP}
            y={HEIGHT - scaled(rate, most)}
            width={STEP - 1}
            height={scaled(rate, most)}
          />
        ))}
      </svg>
      <figcaption aria-hidden="true">
        <b>{perSecond(rates.at(-2) ?? 0)}</b> calls/s, at most {perSecond(most)}
      </figcaption>
    </figure>
  )
}

function Times({ buckets }: { readonly buckets: readonly Bucket[] }) {
  const slowest = Math.max(0, ...buckets.map(({ p95Ms = 0 }) => p95Ms))
  const middle = medianOf(buckets.map(({ p50Ms }) => p50Ms))
  const said =
    middle === undefined ? 'no call' : `half within ${duration(middle)}, p95 at most ${duration(slowest)}`
  return (
    <figure>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`How long calls took in five minutes: ${said}`}
      >
        <path
          class="p95"
          d={lineOf(
            buckets.map(({ p95Ms }) => p95Ms),
            slowest,
          )}
        />
        <path
          class="p50"
          d={lineOf(
            buckets.map(({ p50Ms }) => p50Ms),
            slowest,
          )}
        />
      </svg>
      <figcaption aria-hidden="true">
        <span class="key p50">p50</span> <span class="key p95">p95</span>{' '}
        {middle === undefined ? '' : `${duration(middle)}, at most ${duration(slowest)}`}
      </figcaption>
    </figure>
  )
}

function medianOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined)
  return percentile(
    known.sort((one, other) => one - other),
    0.5,
  )
}

/** Through the stretches that had a call; a lone one is a dash. */
function lineOf(values: readonly (number | undefined)[], most: number): string {
  return values
    .map((value, index) => {
      if (value === undefined) return ''
      const [x, y] = [index * STEP, HEIGHT - scaled(value, most)]
      return `${values[index - 1] === undefined ? 'M' : 'L'}${x} ${y}h${STEP - 1}`
    })
    .join('')
}

function scaled(value: number, most: number): number {
  return most === 0 ? 0 : (value / most) * (HEIGHT - 2)
}

function perSecond(value: number): string {
  return value >= 10 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(1)
}
