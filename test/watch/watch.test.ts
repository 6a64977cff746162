import { describe, expect, it } from 'vitest'
import type { LogEntry } from '../../tools/local/watcher.ts'
import { startDoctor } from '../../tools/watch/doctor.ts'
import { createWatch } from '../../tools/watch/watch.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { callOf, entryOf } from './call.ts'
import { screenOf } from './screen.ts'

const unreported = (line: string) => expect.unreachable(line)
const paper = { columns: () => undefined, paint: (_: string, text: string) => text }

/** Shows refusals whose cause nobody examines: the doctor has ended. */
async function unexamined(bodies: readonly string[], changes: LogEntry = {}, keepsRefused = true) {
  const doctor = startDoctor({ dir: temporaryFolder(), publicPaths: { prefix: '', paths: [] } }, unreported)
  await doctor.close()
  const { writer, lines } = screenOf()
  const watch = createWatch({ writer, paper, doctor, clock: Date.now, keepsRefused })
  for (const [index, body] of bodies.entries()) {
    const requestId = `r${index}`
    watch.answered(callOf({ requestId, body: Buffer.from(body) }))
    const refusal = { reason: 'signature-mismatch', correlationId: requestId, ...changes }
    watch.logged(entryOf('refused', refusal))
  }
  await new Promise(setImmediate)
  watch.flush()
  return lines()
}

describe('refusals whose cause was not examined', () => {
  it('are never taken for each other, but for what is the same to the last byte', async () => {
    const lines = await unexamined(['a', 'b', 'c', 'c'])
    expect(lines.filter((line) => / refused /.test(line) && !line.startsWith('…'))).toHaveLength(3)
    expect(lines.filter((line) => line.includes('more like it'))).toHaveLength(1)
  })

  it('say so, and how they are explained: where they are kept, by what is kept', async () => {
    const [, why, how] = await unexamined(['a'], { kept: 'd13068c3287049876' })
    expect(why).toMatch(
      /^ {10}signature-mismatch → not examined, because too much came at once: the line below explains it$/,
    )
    expect(how).toBe('          npm run alipay -- refused explain --local d13068c328704987')
  })

  it('say so, and how they are explained: where they are not kept, by a recording', async () => {
    const [, why] = await unexamined(['a'])
    expect(why).toMatch(
      /→ not examined, because too much came at once: send it again alone, or start with --record calls\.ndjson and `explain` that file$/,
    )
  })

  it('are counted apart where they are too many to be shown', async () => {
    const lines = await unexamined(Array.from({ length: 25 }, (_, index) => `${index}`))
    expect(lines.at(-1)).toBe('… 5 others in 1 s: refused (not examined) 5')
  })
})

describe('a refusal that could have been kept and was not', () => {
  it.each<[string, string, LogEntry, string | undefined]>([
    ['because of the bound', 'a', {}, 'not kept: five of this reason were, within a minute'],
    ['because of its size', 'a'.repeat(65_537), {}, 'not kept: its body is over 65,536 bytes'],
    ['where there is nothing to find in it', 'a', { reason: 'client-missing' }, undefined],
  ])('says why: %s', async (_, body, entry, line) => {
    const last = (await unexamined([body], entry)).at(-1)
    expect(last?.includes('not kept')).toBe(line !== undefined)
    if (line) expect(last).toBe(`          ${line}`)
  })

  it('says nothing of it where nothing is to be kept', async () => {
    expect((await unexamined(['a'], {}, false)).join()).not.toContain('not kept')
  })
})

it('says of a question of `keys rotate` what it is, and asks nobody for its cause', async () => {
  const keyVersion = 'asked-by-keys-rotate'
  const entry = { reason: 'key-version-unknown', evidence: keyVersion, claimed: { keyVersion } }
  const lines = await unexamined(['a', 'b'], entry)
  expect(lines[1]).toBe(
    '          `keys rotate` asks by it which key signs the answer: nothing is to be done',
  )
  expect(lines.slice(2)).toEqual([expect.stringMatching(/^… 1 more like it in 1 s/)])
})
