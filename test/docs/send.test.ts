import { expect, it } from 'vitest'
import { faults } from '../../tools/alipay/faults.ts'
import { durationText, scheduleOf } from '../../tools/alipay/schedules.ts'
import { readPage } from '../support/readme.ts'

const page = readPage('docs/send.md')

it('docs/send.md has every fault, in its order and words', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \| ([^|]+) \| [^|]+ \|$/gm)].map(([, name, what]) => [
    name,
    what,
  ])
  expect(rows).toEqual(faults.map(({ name, what }) => [name, what]))
})

it('docs/send.md has the intervals and the page of every schedule', () => {
  const { delaysMs } = scheduleOf({ platform: 'antom', kind: 'notification' })
  expect(delaysMs.map(durationText).join(', ')).toBe('2 min, 10 min, 10 min, 1 h, 2 h, 6 h, 15 h')
  expect(page).toContain('2, 10, 10 min, 1, 2, 6, 15 h')
  for (const platform of ['antom', 'worldfirst', 'acquirer', 'mini-program']) {
    expect(page).toContain(scheduleOf({ platform, kind: 'notification' }).page)
  }
})
