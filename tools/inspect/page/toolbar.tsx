import { computed } from '@preact/signals'
import type { CallRow } from '../view.ts'
import { rows } from './live.ts'
import { count } from './say.ts'
import { address, clearFilter, isHalted, setFilter, shown, toggleHalt, waiting } from './state.ts'

export const SEARCH = 'search'

const choices = [
  { field: 'platform', label: 'Platform', all: 'every platform', of: ({ platform }: CallRow) => platform },
  { field: 'api', label: 'API', all: 'every API', of: ({ api }: CallRow) => api },
  {
    field: 'disposition',
    label: 'Disposition',
    all: 'every disposition',
    of: ({ end }: CallRow) => end,
  },
] as const

/** By the order of `choices`, what stands in the rows. */
const values = computed(() =>
  choices.map(({ of }) => [...new Set(rows.value.map(of))].sort((one, other) => (one < other ? -1 : 1))),
)

/** What the list shows, and whether it goes on. */
export function Toolbar() {
  const { filter } = address.value
  return (
    <search class="toolbar" aria-label="Filter the calls">
      <label class="find">
        <span class="unseen">Search</span>
        <input
          id={SEARCH}
          type="search"
          placeholder="Search, or subject:…"
          spellcheck={false}
          autocomplete="off"
          value={filter.text}
          onInput={({ currentTarget }) => setFilter({ text: currentTarget.value })}
        />
      </label>
      {choices.map(({ field, label, all }, index) => (
        <Choice
          key={field}
          label={label}
          all={all}
          value={filter[field]}
          values={values.value[index] ?? []}
          onChoose={(value) => setFilter({ [field]: value })}
        />
      ))}
      <button type="button" aria-pressed={isHalted.value} onClick={toggleHalt}>
        {isHalted.value ? `Go on (${count(waiting.value, 'call')} waiting)` : 'Pause'}
      </button>
      <p class="amount">
        {shown.value.length === rows.value.length
          ? count(rows.value.length, 'call')
          : `${count(shown.value.length, 'call')} of ${count(rows.value.length, '', '').trim()}`}
        {Object.values(filter).some(Boolean) && (
          <button type="button" onClick={clearFilter}>
            Clear filter
          </button>
        )}
      </p>
    </search>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly all: string
  readonly value: string
  readonly values: readonly string[]
  onChoose(value: string): void
}

function Choice({ label, all, value, values, onChoose }: ChoiceProps) {
  // What the URL names may not have come yet.
  const options = value === '' || values.includes(value) ? values : [...values, value]
  return (
    <select aria-label={label} value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
      <option value="">{all}</option>
      {options.map((option) => (
        <option key={option} value={option} selected={option === value}>
          {option}
        </option>
      ))}
    </select>
  )
}
