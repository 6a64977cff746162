import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { namesOf } from '../../../tools/declared/names-of-stage.ts'
import { openLocalFiles } from '../../../tools/local/local-files.ts'
import { openQueues, watchRule } from '../../../tools/local/queues/open-queues.ts'
import { temporaryFolder } from '../temporary-folder.ts'

function open() {
  const files = openLocalFiles(temporaryFolder())
  const queues = openQueues(files)
  const kept = () =>
    readFileSync(files.watches, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
  return { queues, kept }
}

it('are those of the stage, and a minute of their delay takes three seconds', () => {
  const { queues, kept } = open()
  const { DEAD_LETTERS, WATCHES, WATCHES_DEAD_LETTERS } = namesOf('local')
  expect(Object.values(queues).map(({ name }) => name)).toEqual([DEAD_LETTERS, WATCHES, WATCHES_DEAD_LETTERS])
  queues.watches.send('announced')
  const [{ sentAt, visibleAt }] = kept()
  expect(visibleAt - Date.parse(sentAt)).toBe(3_000)
})

it('take the detail of an event of a partner on the bus, and of no other', () => {
  const { queues, kept } = open()
  const put = watchRule(queues)
  const event = { id: '1', source: 'partner', 'detail-type': 'watch', detail: { id: 'p1' } }
  put({ ...event, source: 'alipay.antom' })
  put({ ...event, 'detail-type': 'notifyPayment' })
  put(event)
  expect(kept()).toMatchObject([{ body: '{"id":"p1"}' }])
})
