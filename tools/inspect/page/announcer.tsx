import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { connection, rows } from './live.ts'
import { count } from './say.ts'
import { notice, shown } from './state.ts'

/** Rarely enough to be listened to. */
const EVERY_MS = 10_000

/** Says how many calls came, never each of them. */
export function Announcer() {
  const text = useSignal('')
  const isOpening = connection.value === 'opening'
  useEffect(() => {
    if (isOpening) return
    let newest = rows.value[0]?.id
    const timer = setInterval(() => {
      const fresh = rows.value.findIndex(({ id }) => id === newest)
      newest = rows.value[0]?.id
      if (fresh === 0 || rows.value.length === 0) return
      const came = count(fresh < 0 ? rows.value.length : fresh, 'new call')
      text.value = `${came}. ${count(shown.value.length, 'call')} in the list.`
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [text, isOpening])
  return (
    <>
      <p class="unseen" role="status">
        {text}
      </p>
      <p class="notice" role="status">
        {notice}
      </p>
    </>
  )
}
