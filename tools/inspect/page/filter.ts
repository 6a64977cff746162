import type { CallRow } from '../view.ts'

/** What the list shows; an empty text lets everything through. */
export interface Filter {
  readonly platform: string
  readonly api: string
  readonly disposition: string
  /** Words, all of which must be there; `subject:order` looks in one place only. */
  readonly text: string
}

export const noFilter: Filter = { platform: '', api: '', disposition: '', text: '' }

type Test = (row: CallRow) => boolean

/** What a word with a colon may name. */
const places: Readonly<Record<string, (row: CallRow) => string>> = {
  subject: (row) => row.about,
  platform: (row) => row.platform,
  api: (row) => row.api,
  disposition: (row) => row.end,
  status: (row) => String(row.status),
  id: (row) => row.id,
}

/** In lower case, once for each row. */
const texts = new WeakMap<CallRow, string>()

/** The rows that the filter lets through, in their order. */
export function filtered(rows: readonly CallRow[], filter: Filter): readonly CallRow[] {
  const tests = testsOf(filter)
  return tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row)))
}

function testsOf({ platform, api, disposition, text }: Filter): readonly Test[] {
  const exact: readonly (readonly [string, keyof CallRow])[] = [
    [platform, 'platform'],
    [api, 'api'],
    [disposition, 'end'],
  ]
  return [
    ...exact
      .filter(([wanted]) => wanted !== '')
      .map(
        ([wanted, field]): Test =>
          (row) =>
            row[field] === wanted,
      ),
    ...wordsOf(text).map(testOf),
  ]
}

/** Parted by spaces; what stands in double quotes is one word. */
function wordsOf(text: string): readonly string[] {
  return [...text.toLowerCase().matchAll(/(?:"[^"]*"?|[^\s"])+/g)]
    .map(([word]) => word.replaceAll('"', ''))
    .filter((word) => word !== '')
}

function testOf(word: string): Test {
  const [, name = '', rest = ''] = /^(\w+):(.+)$/s.exec(word) ?? []
  const place = Object.hasOwn(places, name) ? places[name] : undefined
  if (place) return (row) => place(row).toLowerCase().includes(rest)
  return (row) => textOf(row).includes(word)
}

function textOf(row: CallRow): string {
  const known = texts.get(row)
  if (known !== undefined) return known
  const { id, platform, api, about, end, status, why = '' } = row
  const text = [platform, api, about, end, status, id, why].join('\n').toLowerCase()
  texts.set(row, text)
  return text
}
