import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readRecording } from '../../tools/alipay/recording.ts'
import { openRecording } from '../../tools/watch/recording.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { CAME_AT, callOf } from './call.ts'

const unreported = (line: string) => expect.unreachable(line)

it('keeps each call byte for byte, in the order of the answers, for the owner alone', async () => {
  const file = join(temporaryFolder(), 'calls.ndjson')
  const earlier = { at: 1, method: 'POST', target: '/', headers: [], body: '', status: 200 }
  writeFileSync(file, `${JSON.stringify(earlier)}\n`)
  chmodSync(file, 0o644)
  const recording = openRecording(file, unreported)
  const body = Buffer.from([0, 255, 10])
  recording.add(
    callOf({
      body,
      headers: [
        ['X-Twice', '1'],
        ['x-twice', '2'],
      ],
    }),
  )
  recording.add(callOf({ body: undefined, status: 413 }))
  recording.add(callOf({ target: '/x', status: 404 }))
  await recording.close()
  expect(readRecording(readFileSync(file, 'utf8'))).toEqual([
    earlier,
    {
      at: CAME_AT,
      method: 'POST',
      target: '/antom/notify/notifyPayment?secret=1',
      headers: [
        ['X-Twice', '1'],
        ['x-twice', '2'],
      ],
      body: body.toString('base64'),
      status: 200,
    },
    expect.objectContaining({ target: '/x', status: 404 }),
  ])
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

it('says in one line that there is no such folder', () => {
  const open = () => openRecording(join(temporaryFolder(), 'none', 'calls.ndjson'), unreported)
  expect(open).toThrow(/^--record: ENOENT/)
})
