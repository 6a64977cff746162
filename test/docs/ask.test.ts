import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { askingPlatforms, inquiriesOf } from '../../lib/platforms/inquiries.ts'

const DAY_MS = 86_400_000

const page = readFileSync(join(import.meta.dirname, '../../docs/ask.md'), 'utf8')
const [, section = ''] = page.split('\n## What is asked\n')
const table = section
  .split('\n')
  .filter((line) => /^\| (?:acquirer|antom|mini-program|wallet|worldfirst) /.test(line))

describe('docs/ask.md', () => {
  it('has the line of every inquiry, as its row is', () => {
    const lines = askingPlatforms.flatMap((platform) =>
      inquiriesOf(platform).map((row) => {
        const asks = row.alsoAsks.map((field) => `; \`fields\`: \`${field}\``).join('')
        return [
          platform,
          `\`${row.kind}\``,
          `\`${row.subject[1]}\`${asks}`,
          `[${row.name}](${row.page})`,
          row.settles.join(', '),
          row.finals.join(', '),
          `${row.askedForMs / DAY_MS} days`,
          row.evidence,
        ].join(' | ')
      }),
    )
    const written = table.map((line) => line.replace(/^\| | \|$/g, '').replace(/(\| inferred): .*$/, '$1'))
    expect(written).toEqual(lines)
  })

  it('says of each inquiry that is inferred what is', () => {
    const silent = table.filter((line) => / \| inferred/.test(line) && !/ \| inferred: \w.+ \|$/.test(line))
    expect(silent).toEqual([])
  })
})
