import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const page = readFileSync(join(import.meta.dirname, '../../docs/decisions.md'), 'utf8')
const [head = '', ...topics] = page.split(/^## /m)
const entries = topics.flatMap((topic) => topic.split(/^### /m).slice(1))
const titles = entries.map((entry) => entry.split('\n', 1)[0])

describe('docs/decisions.md', () => {
  it('lists its topics first', () => {
    const listed = [...head.matchAll(/^- \[(.*)\]/gm)].map(([, topic]) => topic)
    expect(topics.map((topic) => topic.split('\n', 1)[0])).toEqual(listed)
  })

  it('says in each entry what, why and at which cost: three lines, the first one dated', () => {
    const form = /^.+\n\d{4}-\d\d-\d\d\. .+\n.+\nCost: .+\n*$/
    expect(entries.filter((entry) => !form.test(entry))).toEqual([])
    expect(entries.length).toBeGreaterThan(60)
  })

  it('decides nothing twice', () => {
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([])
  })
})
