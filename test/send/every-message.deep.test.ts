import { describe, expect, it, vi } from 'vitest'
import { isRecorded } from '../../lib/commands/is-recorded.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { platforms, type Sample, samplesOf } from '../../tools/alipay/samples.ts'
import { commandApiOf, commandRequest } from '../support/request/command-samples.ts'
import { readCounts } from '../support/stack/counts.ts'
import { startStack } from '../support/stack/local-stack.ts'
import { runVerb } from './run-verb.ts'

const stack = await startStack()
vi.stubEnv('LOCAL_DIR', stack.files.dir)

const all = platforms.flatMap(samplesOf)

/** What the verb shows of a call, and what the receiver counted it as. */
async function sendOnce({ platform, name }: Sample) {
  const counts = () => readCounts(stack.log(), platform)
  const before = counts().length
  const { json, failure } = await runVerb('send', platform, name, `--same-id=${name}`, '--json')
  await vi.waitUntil(() => counts().length > before, { timeout: 10_000, interval: 20 })
  return { call: json[0], failure, counted: counts().slice(before) }
}

const executed = ['succeeded', 'failed', 'undecided']

describe('send, by name,', () => {
  it.each(all.filter(({ kind }) => kind === 'notification'))(
    '$platform $name is taken, its answer signed, and a repeat the second time',
    async (sample) => {
      const first = await sendOnce(sample)
      expect(first).toMatchObject({ failure: undefined, call: { answer: { result: { resultStatus: 'S' } } } })
      expect(first.call.signature.kind).toBe('holds')
      expect(first.counted).toEqual([expect.stringMatching(/^accepted notify|^accepted (auth|transaction)N/)])
      const [, api] = first.counted[0]?.split(' ') ?? []
      expect(await sendOnce(sample)).toMatchObject({ failure: undefined, counted: [`repeated ${api}`] })
    },
  )

  it.each(all.filter(({ kind }) => kind === 'command'))(
    '$platform $name is executed, its answer signed, and a repeat the second time where its outcome is recorded',
    async (sample) => {
      const { platform, name, segment } = sample
      const first = await sendOnce(sample)
      expect(first).toMatchObject({ failure: undefined, call: { signature: { kind: 'holds' } } })
      expect(first.counted.map((count) => count.replace(` ${segment}`, ''))).toEqual([
        expect.toBeOneOf(executed),
      ])
      const request = commandRequest(platform as PlatformName, segment, first.call.request.body)
      const isKept = isRecorded(commandApiOf(platform as PlatformName, segment), request)
      const isFinal = first.call.answer.result.resultStatus !== 'U'
      const { counted } = await sendOnce(sample)
      expect(counted, name).toEqual(isKept && isFinal ? [`repeated ${segment}`] : first.counted)
    },
  )
})
