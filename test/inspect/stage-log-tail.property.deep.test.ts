import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { followLogs } from '../../tools/inspect/stage/log-tail.ts'
import { startCloudWatchLogs } from '../support/stack/cloudwatch-logs.ts'

const groups = ['/aws/lambda/one', '/aws/lambda/two']
const BEGAN = Date.UTC(2026, 10, 21, 18)
/** Enough for a look far back behind the last change. */
const QUIET_LOOKS = 31

/** What happens between two looks: lines that appear, some late, and calls that AWS refuses afterwards. */
const between = fc.record({
  lines: fc.array(
    fc.record({
      group: fc.constantFrom(...groups),
      lateMs: fc.oneof(fc.integer({ min: 0, max: 19_000 }), fc.integer({ min: 0, max: 240_000 })),
    }),
    { maxLength: 6 },
  ),
  fates: fc.array(fc.constantFrom('ThrottlingException', 'InternalFailureException', undefined), {
    maxLength: 3,
  }),
})

function clientOf(endpoint: string): CloudWatchLogsClient {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  return new CloudWatchLogsClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 })
}

/** Follows the groups through the script, whose time passes only while the follower waits; the lines that it handed over. */
async function follow(script: readonly (typeof between extends fc.Arbitrary<infer Step> ? Step : never)[]) {
  await using logs = await startCloudWatchLogs(groups, 3)
  const client = clientOf(logs.url)
  const written: string[] = []
  const taken: string[] = []
  const troubles: unknown[] = []
  const steps = [...script]
  let now = BEGAN
  let quiet = 0
  const { promise: over, resolve: end } = Promise.withResolvers<void>()
  const stop = followLogs({
    client,
    groups: groups.map((name) => ({ name, filterPattern: '{ $.correlationId = "*" }' })),
    since: BEGAN - 900_000,
    onLine: ({ text }) => taken.push(JSON.parse(text).number),
    onTrouble: (_, cause) => troubles.push(cause),
    async wait(ms, signal) {
      signal.throwIfAborted()
      now += ms
      const { lines = [], fates = [] } = steps.shift() ?? {}
      for (const { group, lateMs } of lines) {
        const number = String(written.length)
        written.push(number)
        const message = JSON.stringify({ correlationId: `r${number}`, number })
        logs.log(group, { eventId: `e${number}`, timestamp: now - lateMs, message })
      }
      logs.fates.push(...fates)
      // While AWS still refuses, nothing can be seen.
      if (steps.length === 0 && logs.fates.length === 0 && ++quiet > QUIET_LOOKS) {
        end()
        // Until it is stopped.
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      }
    },
  })
  await over
  await stop()
  client.destroy()
  return { written, taken, troubles, calls: logs.calls }
}

describe('the follower of log groups', () => {
  it('hands over each line once, over pages, late lines, throttling and failures', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(between, { minLength: 1, maxLength: 40 }), async (script) => {
        const { written, taken } = await follow(script)
        expect(taken.toSorted()).toEqual(written.toSorted())
      }),
      { numRuns: 15, endOnFailure: true },
    )
  })

  it('asks for the same page again where AWS asks to slow down, and says so', async () => {
    const line = { group: groups[0] ?? '', lateMs: 0 }
    const { troubles, calls, taken } = await follow([
      { lines: Array.from({ length: 7 }, () => line), fates: [undefined, 'ThrottlingException'] },
    ])
    const [first, refused, again] = calls.slice(2)
    expect(first?.input.nextToken).toBeUndefined()
    expect(refused?.input.nextToken).toBeDefined()
    expect(again?.input).toEqual(refused?.input)
    expect(troubles).toEqual([expect.objectContaining({ name: 'ThrottlingException' }), undefined])
    expect(taken).toHaveLength(7)
  })
})
