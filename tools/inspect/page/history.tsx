import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { HistoryEntry } from '../view.ts'
import { dayTime } from './say.ts'
import { type Answer, askHistory } from './server.ts'
import { ShownText } from './shown-text.tsx'
import { open, openCall, setFilter } from './state.ts'

interface HistoryProps {
  readonly subject: string
  /** Asked again when this is another. */
  readonly version: unknown
}

/** What became of one subject, oldest first. */
export function History({ subject, version }: HistoryProps) {
  const answer = useSignal<Answer<readonly HistoryEntry[]> | undefined>(undefined)
  useEffect(() => {
    let isLeft = false
    void askHistory(subject).then((found) => {
      if (!isLeft) answer.value = found
    })
    return () => {
      isLeft = true
    }
  }, [subject, version, answer])
  return (
    <>
      <p class="subject">
        <ShownText text={subject} />{' '}
        <button type="button" class="small" onClick={() => setFilter({ text: `subject:"${subject}"` })}>
          Its calls in the list
        </button>
      </p>
      <Timeline answer={answer.value} />
    </>
  )
}

function Timeline({ answer }: { readonly answer: Answer<readonly HistoryEntry[]> | undefined }) {
  if (!answer) return <p class="quiet">Asking…</p>
  if (!('value' in answer)) return <p role="alert">It cannot be shown: {answer.wrong}</p>
  if (answer.value.length === 0) return <p class="quiet">Nothing is recorded of it.</p>
  return (
    <ol class="timeline">
      {answer.value.map((entry, index) => (
        <li key={index} class={entry.call !== undefined && entry.call === openCall.value ? 'here' : ''}>
          <time>{dayTime(entry.at)}</time> <Entry entry={entry} />
        </li>
      ))}
    </ol>
  )
}

function Entry({ entry: { what, state, note, call } }: { readonly entry: HistoryEntry }) {
  const text = <ShownText text={what} />
  return (
    <>
      {call === undefined || call === openCall.value ? (
        text
      ) : (
        <button type="button" class="link" onClick={() => open(call)}>
          {text}
        </button>
      )}
      {state && (
        <b class="state">
          {' '}
          <ShownText text={state} />
        </b>
      )}
      {note && (
        <span class="more">
          <ShownText text={note} />
        </span>
      )}
    </>
  )
}
