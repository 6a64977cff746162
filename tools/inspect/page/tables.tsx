import type { ComponentChildren } from 'preact'
import type { Facts, Headers } from '../view.ts'
import { ShownText } from './shown-text.tsx'

/** Names and values, each as it came. */
export function FactTable({ facts, label }: { readonly facts: Facts | Headers; readonly label: string }) {
  if (facts.length === 0) return <p class="quiet">None.</p>
  return (
    <table class="facts">
      <caption class="unseen">{label}</caption>
      <tbody>
        {facts.map(([name, value], index) => (
          <tr key={index}>
            <th scope="row">
              <ShownText text={name} />
            </th>
            <td>
              <ShownText text={value} lineEnds={/ $/.test(value)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A heading inside a section. */
export function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="part">
      <h4>{title}</h4>
      {children}
    </div>
  )
}
