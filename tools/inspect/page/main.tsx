import { effect } from '@preact/signals'
import { render } from 'preact'
import { dialog, startSending } from './actions.ts'
import { Announcer } from './announcer.tsx'
import { Detail } from './detail.tsx'
import { Help } from './help.tsx'
import { List } from './list.tsx'
import { connection, follow } from './live.ts'
import { followOpenCall } from './open-detail.ts'
import { Plots } from './plot.tsx'
import { SendDialog } from './send-dialog.tsx'
import { askPlace } from './server.ts'
import { listenToKeys } from './shortcuts.ts'
import { followUrl, openCall, place } from './state.ts'
import './style/base.css'
import './style/frame.css'
import './style/list.css'
import './style/detail.css'
import './style/sections.css'
import './style/dialog.css'
import { Toolbar } from './toolbar.tsx'

const banners = {
  opening: undefined,
  open: undefined,
  broken:
    'The inspector does not answer. It is asked again and again; if it was started anew, open the URL that it shows now.',
  gone: 'This URL is not served any more: the inspector was started again. Open the URL that it shows now.',
} as const

function Page() {
  const banner = banners[connection.value]
  return (
    <div class={openCall.value === undefined ? 'page' : 'page with-detail'}>
      <header class="head">
        <h1>
          Inspector <span class="place">{place.value?.name}</span>
        </h1>
        {place.value?.canSend === false && <span class="chip">read-only</span>}
        <span class={`chip ${connection.value}`}>{connection.value === 'open' ? 'live' : 'not live'}</span>
        <Plots />
        <div class="buttons">
          {place.value?.canSend && (
            <button type="button" class="main" onClick={startSending}>
              Send a sample
            </button>
          )}
          <button
            type="button"
            onClick={() => {
              dialog.value = 'help'
            }}
          >
            Help
          </button>
        </div>
      </header>
      <div role="alert">{banner && <p class="banner">{banner}</p>}</div>
      <main class="main-part">
        <div class="calls">
          <Toolbar />
          <List />
        </div>
        {openCall.value !== undefined && <Detail />}
      </main>
      <Announcer />
      <OpenDialog />
    </div>
  )
}

function OpenDialog() {
  if (dialog.value === undefined) return null
  return dialog.value === 'help' ? <Help /> : <SendDialog draft={dialog.value} />
}

async function knowPlace(): Promise<void> {
  const answer = await askPlace()
  if ('value' in answer) place.value = answer.value
}

effect(() => {
  document.title = place.value ? `Inspector: ${place.value.name}` : 'Inspector'
})
// Asked again after each break: something else may stand behind the page.
effect(() => {
  if (connection.value === 'open') void knowPlace()
})
followUrl()
followOpenCall()
listenToKeys()
follow()
render(<Page />, document.body)
