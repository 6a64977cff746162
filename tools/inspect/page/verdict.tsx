import { Fragment } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CallDetail } from '../view.ts'
import { ShownText } from './shown-text.tsx'
import { partsOf, type VerdictPart } from './verdict-lines.ts'

/** Why a call went wrong and what to do, and what the doctor says of it. */
export function Verdict({ detail: { row, verdict = [] } }: { readonly detail: CallDetail }) {
  if (verdict.length === 0 && row.why === undefined && row.advice === undefined) return null
  return (
    <section class={`verdict ${row.look}`} aria-label="What is wrong">
      {row.why && (
        <p>
          <b>Why:</b> <ShownText text={row.why} />
        </p>
      )}
      {row.advice && (
        <p>
          <b>What to do:</b> <ShownText text={row.advice} />
        </p>
      )}
      {verdict.length > 0 && (
        <div class="doctor">
          <h3>The doctor says</h3>
          {partsOf(verdict).map((part, index) =>
            part.column === undefined ? (
              <pre key={index} class={part.lines[0]?.startsWith(' ') ? 'labelled' : ''}>
                <ShownText text={part.lines.join('\n')} />
              </pre>
            ) : (
              <Pointed key={index} part={part} />
            ),
          )}
        </div>
      )}
    </section>
  )
}

/** How wide the doctor's labels are. */
const LABEL_COLUMNS = 15

/** Scrolled to where the mark points; the labels stay. */
function Pointed({ part: { lines, column = 0 } }: { readonly part: VerdictPart }) {
  const box = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    if (!box.current) return
    const longest = Math.max(...lines.map(({ length }) => length))
    const { scrollWidth, clientWidth } = box.current
    box.current.scrollLeft = (scrollWidth * column) / longest - clientWidth / 2
  }, [lines, column])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section ref={box} class="pointed" aria-label="Where the texts part" tabIndex={0}>
      <pre>
        {lines.map((line, index) => (
          <Fragment key={index}>
            <span class="label">
              <ShownText text={line.slice(0, LABEL_COLUMNS)} />
            </span>
            <ShownText text={`${line.slice(LABEL_COLUMNS)}\n`} />
          </Fragment>
        ))}
      </pre>
    </section>
  )
}
