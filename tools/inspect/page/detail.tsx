import { useEffect, useRef } from 'preact/hooks'
import type { CallDetail } from '../view.ts'
import { canSend, editOpen, failure, sendOpenAgain } from './actions.ts'
import { CopyButton } from './copy-button.tsx'
import { EndWord } from './end-word.tsx'
import { NO_API } from './looks.ts'
import { isNarrow } from './media.ts'
import { detail, isWhole } from './open-detail.ts'
import { resultOf } from './result.ts'
import { dayTime, duration } from './say.ts'
import { Sections } from './sections.tsx'
import { ShownText } from './shown-text.tsx'
import { close, neighbour, open } from './state.ts'

export const DETAIL = 'detail'

/** All that is known of the open call. */
export function Detail() {
  const heading = useRef<HTMLHeadingElement>(null)
  const { id, answer } = detail.value ?? {}
  const value = answer && 'value' in answer ? answer.value : undefined
  // So that a screen reader begins to read here, and the keys that scroll scroll this; not from who goes on to the next.
  useEffect(() => {
    if (!document.activeElement?.closest('.ways')) heading.current?.focus({ preventScroll: true })
  }, [id])
  useEffect(() => {
    failure.value = undefined
  }, [id])
  return (
    <article id={DETAIL} class="detail" aria-labelledby="detail-title">
      <Ways />
      <h2 id="detail-title" ref={heading} tabIndex={-1}>
        {value ? <Title detail={value} /> : 'Call'}
      </h2>
      {value && <Actions />}
      {failure.value && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
      {!answer && <p class="quiet">Asking…</p>}
      {answer && 'wrong' in answer && <p role="alert">It cannot be shown: {answer.wrong}</p>}
      {value && <Sections detail={value} />}
    </article>
  )
}

function Title({ detail }: { readonly detail: CallDetail }) {
  const { row } = detail
  const result = resultOf(detail)
  return (
    <>
      <EndWord row={row} />{' '}
      <span class="title">
        <ShownText text={row.api === NO_API ? row.platform : `${row.platform} ${row.api}`} />
      </span>
      <span class="under">
        <ShownText text={row.about} />
      </span>
      <span class="under">
        {dayTime(row.at)}, {duration(row.tookMs)}, HTTP {row.status}
        {result && (
          <>
            {' '}
            <b>
              <ShownText text={result} />
            </b>
          </>
        )}
      </span>
    </>
  )
}

/** Back to the list, and to the calls beside this one. */
function Ways() {
  const step = (steps: number) => {
    const id = neighbour(steps)
    if (id !== undefined) open(id)
  }
  return (
    <nav class="ways" aria-label="Calls">
      <button type="button" onClick={close}>
        {isNarrow.value ? '← Calls' : 'Close'}
      </button>
      <span class="spread" />
      <button type="button" onClick={() => step(-1)}>
        Newer
      </button>
      <button type="button" onClick={() => step(1)}>
        Older
      </button>
    </nav>
  )
}

function Actions() {
  const id = detail.value?.id ?? ''
  return (
    <div class="actions">
      {canSend() && (
        <>
          <button type="button" class="main" onClick={() => void sendOpenAgain()}>
            Send again
          </button>
          <button type="button" onClick={() => void editOpen({ tamper: false })}>
            Edit and send
          </button>
          <button type="button" onClick={() => void editOpen({ tamper: true })}>
            Tamper
          </button>
          <label class="tick">
            <input
              type="checkbox"
              checked={isWhole.value}
              onChange={({ currentTarget }) => {
                isWhole.value = currentTarget.checked
              }}
            />
            Show secret fields
          </label>
        </>
      )}
      <span class="quiet">
        Id <code>{id}</code> <CopyButton text={id} what="the id" />
      </span>
    </div>
  )
}
