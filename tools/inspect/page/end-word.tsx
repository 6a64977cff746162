import type { CallRow } from '../view.ts'
import { shapes } from './looks.ts'

/** How a call ended: a shape, a colour and the word. */
export function EndWord({ row }: { readonly row: Pick<CallRow, 'look' | 'end'> }) {
  return (
    <span class={`end ${row.look}`}>
      <span aria-hidden="true">{shapes[row.look]}</span> {row.end}
    </span>
  )
}
