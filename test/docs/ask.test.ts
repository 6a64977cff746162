import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { InquiryApi } from '../../lib/inquiries/inquiry-api.ts'
import { gatewayFailures } from '../../lib/inquiries/ports.ts'
import { pauseBefore } from '../../lib/inquiries/schedule.ts'
import { askingPlatforms, inquiriesOf } from '../../lib/platforms/inquiries.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const QUARTER_MS = 900_000

const page = readFileSync(join(import.meta.dirname, '../../docs/ask.md'), 'utf8')
const [, section = ''] = page.split('\n## What is asked\n')
const table = section
  .split('\n')
  .filter((line) => /^\| (?:acquirer|antom|mini-program|wallet|worldfirst) /.test(line))

/** Of a payment that is announced and stays open: SQS delays no message by more than 15 minutes. */
function costOf({ schedules: { online } }: InquiryApi, forMs: number) {
  let [messages, calls] = [1, 0]
  for (let atMs = 0; atMs < forMs; calls++) {
    const endMs = Math.min(atMs + pauseBefore(online, calls + 1), forMs)
    messages += Math.ceil((endMs - atMs) / QUARTER_MS)
    atMs = endMs
  }
  return { messages, calls }
}

describe('the pages about asking', () => {
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

  it('says what a payment costs that stays open', () => {
    const [payment] = inquiriesOf('antom')
    if (!payment) throw new Error('no row')
    const [anHour, all] = [costOf(payment, HOUR_MS), costOf(payment, payment.askedForMs)]
    expect(page).toContain(`still open after an hour (\`online\`) | ${anHour.messages} | ${anHour.calls} |`)
    const about = Math.round(all.messages / 10) * 10
    expect(page).toContain(`nobody ever pays (\`online\`, 8 days) | about ${about} | ${all.calls} |`)
  })

  it('say what to do where a gateway gives no answer, whatever the reason', () => {
    const operate = readFileSync(join(import.meta.dirname, '../../docs/operate.md'), 'utf8')
    const [, said = ''] = operate.split('\n### What a gateway says\n')
    expect(gatewayFailures.filter((failure) => !said.includes(`\`${failure}\``))).toEqual([])
  })

  it('says of each inquiry that is inferred what is', () => {
    const silent = table.filter((line) => / \| inferred/.test(line) && !/ \| inferred: \w.+ \|$/.test(line))
    expect(silent).toEqual([])
  })
})
