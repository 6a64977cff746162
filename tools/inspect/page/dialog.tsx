import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { dialog } from './actions.ts'

interface DialogProps {
  readonly title: string
  readonly children: ComponentChildren
}

/** Over the page until it is left, its first field in focus; the browser keeps the focus inside, and Escape leaves it. */
export function Dialog({ title, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    box.current?.showModal()
    box.current?.querySelector<HTMLElement>('select, textarea')?.focus()
  }, [])
  return (
    <dialog
      ref={box}
      aria-labelledby="dialog-title"
      onClose={() => {
        dialog.value = undefined
      }}
    >
      <div class="dialog-head">
        <h2 id="dialog-title">{title}</h2>
        <button type="button" onClick={() => box.current?.close()}>
          Close
        </button>
      </div>
      {children}
    </dialog>
  )
}
