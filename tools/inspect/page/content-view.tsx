import { signal } from '@preact/signals'
import type { Content } from '../view.ts'
import { CopyButton } from './copy-button.tsx'
import { layOut, type Token } from './json-layout.ts'
import { count } from './say.ts'
import { ShownText } from './shown-text.tsx'

/** Of a longer text colours would cost more than they help. */
const MAX_COLOURED_TOKENS = 3_000
/** A page of a megabyte is for an editor: it can be copied. */
const MAX_SHOWN = 200_000

const isPretty = signal(true)

interface ContentViewProps {
  readonly content: Content
  /** `the body` */
  readonly what: string
}

/** Bytes that somebody sent: laid out, or as they came. */
export function ContentView({ content, what }: ContentViewProps) {
  const { text, base64, bytes, note } = content
  if (bytes === 0) return <p class="quiet">Empty.</p>
  const whole = text ?? base64 ?? ''
  const tokens = text === undefined || text.length > MAX_SHOWN ? undefined : layOut(text)
  const otherWay = isPretty.value ? 'As sent' : 'Pretty'
  const cut = whole.length > MAX_SHOWN
  return (
    <div class="content">
      <div class="above">
        {tokens && (
          <button
            type="button"
            class="small"
            aria-label={`${otherWay}: ${what}`}
            onClick={() => {
              isPretty.value = !isPretty.value
            }}
          >
            {otherWay}
          </button>
        )}
        <CopyButton text={whole} what={what} />
        <span class="quiet">
          {count(bytes, 'byte')}
          {text === undefined && ', not UTF-8: shown in base64'}
          {tokens === undefined && text !== undefined && !cut && ', not JSON'}
        </span>
      </div>
      {note && <p class="note">{note}</p>}
      {cut && <p class="note">The first {count(MAX_SHOWN, 'character')} are shown. Copy takes all.</p>}
      <pre>
        <code>
          {tokens && isPretty.value ? (
            <Pretty tokens={tokens} />
          ) : (
            <ShownText text={whole.slice(0, MAX_SHOWN)} lineEnds />
          )}
        </code>
      </pre>
    </div>
  )
}

function Pretty({ tokens }: { readonly tokens: readonly Token[] }) {
  if (tokens.length > MAX_COLOURED_TOKENS) {
    return <ShownText text={tokens.map(({ text }) => text).join('')} />
  }
  return tokens.map(({ kind, text }, index) =>
    kind === 'mark' ? (
      text
    ) : (
      <span key={index} class={`json-${kind}`}>
        <ShownText text={text} />
      </span>
    ),
  )
}
