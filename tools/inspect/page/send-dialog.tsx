import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Sample } from '../view.ts'
import { type Draft, sendDraft } from './actions.ts'
import { Dialog } from './dialog.tsx'
import { askSamples } from './server.ts'
import { place } from './state.ts'

/** Sends a message as Alipay would, rightly or with a fault. */
export function SendDialog({ draft }: { readonly draft: Draft }) {
  const samples = useSignal<readonly Sample[]>([])
  const wrong = useSignal<string | undefined>(undefined)
  const isSending = useSignal(false)
  const platform = useSignal(draft.platform ?? '')
  const api = useSignal(draft.api ?? '')
  const body = useSignal(draft.body ?? '')
  const fault = useSignal(draft.fault ?? '')

  function choose(wanted: Sample | undefined): void {
    platform.value = wanted?.platform ?? platform.value
    api.value = wanted?.api ?? ''
    body.value = wanted?.body ?? body.value
  }

  useEffect(() => {
    void askSamples().then((answer) => {
      if (!('value' in answer)) {
        wrong.value = `The samples cannot be read: ${answer.wrong}`
        return
      }
      samples.value = answer.value
      if (draft.body === undefined) choose(answer.value[0])
    })
  }, [])

  async function onSubmit(event: Event): Promise<void> {
    event.preventDefault()
    isSending.value = true
    wrong.value = undefined
    const request = { platform: platform.value, api: api.value, body: body.value }
    const said = await sendDraft(fault.value === '' ? request : { ...request, fault: fault.value })
    isSending.value = false
    wrong.value = said && `It was not sent: ${said}`
  }

  const ofPlatform = samples.value.filter((sample) => sample.platform === platform.value)
  return (
    <Dialog title={draft.title}>
      <form class="sending" onSubmit={(event) => void onSubmit(event)}>
        <Select
          label="Platform"
          value={platform.value}
          values={[...new Set(samples.value.map((sample) => sample.platform))]}
          onChoose={(value) => choose(samples.value.find((sample) => sample.platform === value))}
        />
        <Select
          label="API"
          value={api.value}
          values={ofPlatform.map((sample) => sample.api)}
          onChoose={(value) => choose(ofPlatform.find((sample) => sample.api === value))}
        />
        <label class="wide">
          Body
          <textarea
            rows={14}
            spellcheck={false}
            value={body.value}
            onInput={({ currentTarget }) => {
              body.value = currentTarget.value
            }}
          />
        </label>
        {draft.note && <p class="note wide">{draft.note}</p>}
        <Faults value={fault.value} onChoose={(value) => (fault.value = value)} />
        {wrong.value && (
          <p class="failure wide" role="alert">
            {wrong}
          </p>
        )}
        <button type="submit" class="main" disabled={isSending.value || api.value === ''}>
          {isSending.value ? 'Sending…' : 'Send'}
        </button>
      </form>
    </Dialog>
  )
}

interface SelectProps {
  readonly label: string
  readonly value: string
  readonly values: readonly string[]
  onChoose(value: string): void
}

function Select({ label, value, values, onChoose }: SelectProps) {
  const options = value === '' || values.includes(value) ? values : [value, ...values]
  return (
    <label>
      {label}
      <select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {options.map((option) => (
          <option key={option} value={option} selected={option === value}>
            {option}
          </option>
        ))}
      </select>
    </label>
  )
}

function Faults({ value, onChoose }: { readonly value: string; onChoose(value: string): void }) {
  const faults = place.value?.faults ?? []
  return (
    <label class="wide">
      Fault
      <select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        <option value="" selected={value === ''}>
          none: signed and sent as it should be
        </option>
        {faults.map(({ name, what }) => (
          <option key={name} value={name} selected={name === value}>
            {name}: {what}
          </option>
        ))}
      </select>
    </label>
  )
}
