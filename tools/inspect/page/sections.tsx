import type { CallDetail, Exchange } from '../view.ts'
import { canSend } from './actions.ts'
import { ContentView } from './content-view.tsx'
import { CopyButton } from './copy-button.tsx'
import { curlOf } from './curl.ts'
import { History } from './history.tsx'
import { count, duration } from './say.ts'
import { Section } from './section.tsx'
import { ShownText } from './shown-text.tsx'
import { FactTable, Part } from './tables.tsx'
import { Verdict } from './verdict.tsx'
import { Way } from './way.tsx'

/** What is known of a call, what explains it first. */
export function Sections({ detail }: { readonly detail: CallDetail }) {
  const { steps, events, backend, answer, journal, receipt, line, subject, row } = detail
  return (
    <>
      <Verdict detail={detail} />
      <Section name="Way of the message" hint={count(steps.length, 'step')}>
        <Way steps={steps} />
      </Section>
      <State detail={detail} />
      <Request detail={detail} />
      {answer && (
        <Section name="Answer" hint={`status ${answer.status}`}>
          <Part title="Body">
            <ContentView content={answer.body} what="the body of the answer" />
          </Part>
          <Part title="Headers">
            <FactTable facts={answer.headers} label="Headers of the answer" />
          </Part>
        </Section>
      )}
      {backend && backend.length > 0 && (
        <Section name="Backend" hint={count(backend.length, 'exchange')}>
          {backend.map((exchange, index) => (
            <BackendExchange key={index} exchange={exchange} />
          ))}
        </Section>
      )}
      {journal && (
        <Section name="Journal">
          <FactTable facts={journal} label="The operation in the journal" />
        </Section>
      )}
      {receipt && (
        <Section name="Receipt">
          <FactTable facts={receipt} label="The receipt" />
        </Section>
      )}
      {events.length > 0 && (
        <Section name={events.length === 1 ? 'Event' : 'Events'} hint={count(events.length, 'event')}>
          {events.map((text, index) => (
            <ContentView key={index} content={{ bytes: sizeOf(text), text }} what="the event" />
          ))}
        </Section>
      )}
      {subject !== undefined && (
        <Section name="History of the subject">
          <History subject={subject} version={row} />
        </Section>
      )}
      {line && (
        <Section name="Log line" closed>
          <FactTable facts={line} label="The line that the function logged" />
        </Section>
      )}
    </>
  )
}

function State({ detail: { state } }: { readonly detail: CallDetail }) {
  if (!state) return null
  const { before, after } = state
  return (
    <Section name="State">
      <p class="states">
        <span>
          <span class="quiet">before</span> {before === undefined ? 'none' : <ShownText text={before} />}
        </span>
        <span aria-hidden="true">→</span>
        <span>
          <span class="quiet">after</span>{' '}
          <b>
            <ShownText text={after} />
          </b>
        </span>
      </p>
    </Section>
  )
}

function Request({ detail: { request, signedText } }: { readonly detail: CallDetail }) {
  const curl = curlOf(request, canSend() ? 'http' : 'https')
  return (
    <>
      <Section name="Request" hint={request.method}>
        <p class="target">
          <code>
            {request.method} <ShownText text={request.target} />
          </code>{' '}
          {curl !== undefined && <CopyButton text={curl} what="the request for curl" label="Copy as curl" />}
        </p>
        <Part title="Body">
          <ContentView content={request.body} what="the body" />
        </Part>
        <Part title="Headers">
          <FactTable facts={request.headers} label="Headers of the request" />
        </Part>
      </Section>
      {signedText !== undefined && (
        <Section name="Signed text" hint={count(sizeOf(signedText), 'byte')}>
          <div class="above">
            <CopyButton text={signedText} what="the signed text" />
            <span class="quiet">The signature is over these bytes. What nobody sees is marked.</span>
          </div>
          <pre>
            <ShownText text={signedText} lineEnds />
          </pre>
        </Section>
      )}
    </>
  )
}

function BackendExchange({ exchange: { request, response, tookMs } }: { readonly exchange: Exchange }) {
  return (
    <div class="exchange">
      <p class="target">
        <code>
          <ShownText text={request.target} />
        </code>{' '}
        {response ? `answered ${response.status}` : 'did not answer'}
        {tookMs !== undefined && ` after ${duration(tookMs)}`}
      </p>
      <Part title="What it was asked">
        <ContentView content={request.body} what="the body to the backend" />
        <FactTable facts={request.headers} label="Headers to the backend" />
      </Part>
      {response && (
        <Part title="What it answered">
          <ContentView content={response.body} what="the backend’s answer" />
          <FactTable facts={response.headers} label="Headers of the backend’s answer" />
        </Part>
      )}
    </div>
  )
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length
}
