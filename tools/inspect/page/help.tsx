import { Dialog } from './dialog.tsx'
import { keysWork, shortcuts, useKeys } from './shortcuts.ts'

const inList = [
  ['↑ ↓', 'the call above, below'],
  ['Page Up, Page Down, Home, End', 'further at once'],
] as const

const inSearch = [
  ['two words', 'both are there'],
  ['"two words"', 'one after the other'],
  ['subject:order-1', 'only in the subject; also platform: api: disposition: status: id:'],
] as const

export function Help() {
  return (
    <Dialog title="Help">
      <h3>Keys</h3>
      <KeyTable label="Keys" rows={[...shortcuts.map(({ key, what }) => [key, what] as const), ...inList]} />
      <label class="tick">
        <input
          type="checkbox"
          checked={keysWork.value}
          onChange={({ currentTarget }) => useKeys(currentTarget.checked)}
        />
        Keys of one letter work
      </label>
      <h3>Search</h3>
      <KeyTable label="Search" rows={inSearch} />
    </Dialog>
  )
}

function KeyTable({
  label,
  rows,
}: {
  readonly label: string
  readonly rows: readonly (readonly [key: string, what: string])[]
}) {
  return (
    <table class="facts">
      <caption class="unseen">{label}</caption>
      <tbody>
        {rows.map(([key, what]) => (
          <tr key={key}>
            <th scope="row">
              <kbd>{key}</kbd>
            </th>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
