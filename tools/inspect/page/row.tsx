import type { CallRow } from '../view.ts'
import { EndWord } from './end-word.tsx'
import { rowHeight } from './media.ts'
import { clockTime, duration } from './say.ts'
import { ShownText } from './shown-text.tsx'
import { active, openCall } from './state.ts'

interface RowProps {
  readonly row: CallRow
  readonly index: number
  readonly of: number
}

/** One call in the list. A screen reader reads it in this order; list.css puts the time first. */
export function Row({ row, index, of }: RowProps) {
  const { id, platform, api, about, at, tookMs } = row
  const isOn = active.value === id
  const [time, ms] = clockTime(at).split(/(?=\.)/)
  return (
    <div
      id={rowId(id)}
      data-call={id}
      class={isOn ? 'row on' : 'row'}
      role="option"
      tabIndex={-1}
      aria-selected={openCall.value === id}
      aria-setsize={of}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${index * rowHeight.value}px)` }}
    >
      <EndWord row={row} />{' '}
      <span class="platform">
        <ShownText text={platform} />
      </span>{' '}
      <span class="api">
        <ShownText text={api} />
      </span>{' '}
      <span class="about">
        <ShownText text={about} />
      </span>{' '}
      <span class="time">
        {time}
        <span class="ms">{ms}</span>
      </span>{' '}
      <span class="took">{duration(tookMs)}</span>
    </div>
  )
}

export function rowId(id = ''): string {
  return `call-${id}`
}
