import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'

/** The names of the sections that the reader has closed, or opened against the rule; kept from call to call. */
const turned = signal<ReadonlySet<string>>(new Set())

interface SectionProps {
  readonly name: string
  readonly hint?: string | undefined
  /** Closed until somebody wants it. */
  readonly closed?: boolean
  readonly children: ComponentChildren
}

export function Section({ name, hint, closed = false, children }: SectionProps) {
  const isOpen = turned.value.has(name) === closed
  return (
    <details
      class="section"
      open={isOpen}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== isOpen) turn(name)
      }}
    >
      <summary>
        <h3>{name}</h3>
        {hint && <span class="hint">{hint}</span>}
      </summary>
      {isOpen && children}
    </details>
  )
}

function turn(name: string): void {
  const next = new Set(turned.value)
  if (!next.delete(name)) next.add(name)
  turned.value = next
}
