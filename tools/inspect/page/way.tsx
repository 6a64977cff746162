import type { Step } from '../view.ts'
import { duration } from './say.ts'
import { ShownText } from './shown-text.tsx'

/** The way of a message, step by step, each where it stands in the time of the whole. */
export function Way({ steps }: { readonly steps: readonly Step[] }) {
  if (steps.length === 0) return <p class="quiet">Nothing is known of its way.</p>
  const start = Math.min(...steps.map(({ at }) => at))
  const end = Math.max(...steps.map(({ at, tookMs = 0 }) => at + tookMs))
  const share = (ms: number) => `${(ms / Math.max(end - start, 1)) * 100}%`
  return (
    <ol class="way">
      {steps.map(({ what, at, tookMs, detail }, index) => (
        <li key={index}>
          <span class="offset">+{duration(at - start)}</span>
          <span class="what">
            <ShownText text={what} />
          </span>
          <span class="took">{tookMs === undefined ? '' : duration(tookMs)}</span>
          <span class="track" aria-hidden="true">
            <span
              class={tookMs === undefined ? 'point' : 'stretch'}
              style={{ left: share(at - start), width: share(tookMs ?? 0) }}
            />
          </span>
          {detail && (
            <span class="more">
              <ShownText text={detail} />
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
