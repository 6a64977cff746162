import { notice } from './state.ts'

interface CopyButtonProps {
  readonly text: string
  /** `the body` */
  readonly what: string
  /** Where `Copy` alone does not say it. */
  readonly label?: string
}

export function CopyButton({ text, what, label = 'Copy' }: CopyButtonProps) {
  return (
    <button
      type="button"
      class="small"
      aria-label={label === 'Copy' ? `Copy ${what}` : label}
      onClick={() => void copy(text, what)}
    >
      {label}
    </button>
  )
}

async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    say(`Copied ${what}.`)
  } catch {
    say(`The browser does not let the page copy ${what}: select it.`)
  }
}

const NOTICE_MS = 4_000
let timer: ReturnType<typeof setTimeout> | undefined

/** Shows a line for a moment. */
export function say(line: string): void {
  notice.value = line
  clearTimeout(timer)
  timer = setTimeout(() => {
    notice.value = ''
  }, NOTICE_MS)
}
