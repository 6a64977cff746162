import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildFunctions } from '../tools/build.ts'
import { signRequest } from '../tools/local/alipay.ts'
import { withOtherAmount } from '../tools/local/sample.ts'
import { answerTo, TAKEN } from './support/answer.ts'
import { putsOf } from './support/fault-proxy.ts'
import { type FaultyStack, startFaultyStack } from './support/faulty-stack.ts'
import { newBody } from './support/requests.ts'

/** With all rows in. What takes time is measured by `npm run bench`. */
const NOTIFICATION_BUNDLE_BYTES = 280_000

const platforms = ['acquirer', 'antom', 'mini-program', 'worldfirst']

const outdir = mkdtempSync(join(tmpdir(), 'alipay-receiver-'))
afterAll(() => rmSync(outdir, { recursive: true }))

describe('a bundle', () => {
  it('of a notification function is small', async () => {
    const bundles = await buildFunctions({ outdir: join(outdir, 'deployed') })
    const notifications = bundles.filter(({ name }) => name.endsWith('-notifications'))
    expect(notifications.map(({ name }) => name)).toEqual(platforms.map((name) => `${name}-notifications`))
    for (const { bytes } of notifications) expect(bytes).toBeLessThanOrEqual(NOTIFICATION_BUNDLE_BYTES)
  })

  it('with nothing left out works the same', async () => {
    const bundles = join(outdir, 'whole')
    await buildFunctions({ outdir: bundles, whole: true })
    const stack = await startFaultyStack({ bundles, platforms })
    try {
      for (const platform of platforms) expect(await send(stack, platform, newBody(platform))).toBe(TAKEN)
      await expect.poll(() => stack.events().length, { timeout: 5_000 }).toBe(platforms.length)
    } finally {
      await stack.stop()
    }
  })
})

describe('the requests to AWS', () => {
  let stack: FaultyStack
  beforeAll(async () => {
    stack = await startFaultyStack({ platforms, delivers: false })
  })
  afterAll(() => stack.stop())

  it('of an environment that starts are two for the secret, and a put that warms up', async () => {
    const starting = await startFaultyStack({ delivers: false })
    try {
      await send(starting, 'antom', newBody('antom'))
      const operations = starting.proxy.calls.map(({ operation }) => operation.split('.')[1]).sort()
      expect(operations).toEqual(['GetSecretValue', 'GetSecretValue', 'PutItem', 'PutItem'])
      expect(starting.proxy.calls.filter(putsOf('warm-up'))).toHaveLength(1)
    } finally {
      await starting.stop()
    }
  })

  it.each(platforms)('of %s are counted', async (platform) => {
    const sender = stack.sender(platform)
    const body = newBody(platform)
    const forgery = { ...signRequest(sender, '{"a":1}'), body: Buffer.from('{"a":2}') }
    const stranger = { ...sender, clientId: 'NOBODY' }

    async function requestsOf(work: () => Promise<unknown>) {
      const before = stack.proxy.calls.length
      await work()
      const operations = stack.proxy.calls.slice(before).map(({ operation }) => operation)
      return operations.map((operation) => operation.slice(operation.indexOf('.') + 1)).sort()
    }
    const requestsFor = (text: string) =>
      requestsOf(async () => expect(await send(stack, platform, text)).toBe(TAKEN))

    await requestsFor(newBody(platform))
    expect(await requestsFor(body), 'new').toEqual(['PutItem'])
    expect(await requestsFor(body), 'repeated').toEqual(['PutItem'])
    expect(await requestsFor(withOtherAmount(body)), 'conflicting').toEqual(['PutItem', 'PutItem'])
    expect(await requestsFor(withOtherAmount(body)), 'conflicting again').toEqual(['PutItem', 'PutItem'])
    expect(await requestsOf(() => answerTo(forgery, sender)), 'forged: newer keys are looked for').toEqual([
      'GetSecretValue',
      'GetSecretValue',
    ])
    for (let round = 0; round < 10; round++) {
      expect(await requestsOf(() => answerTo(forgery, sender)), 'forged again').toEqual([])
      expect(await requestsOf(() => answerTo(signRequest(stranger, body), sender)), 'unknown').toEqual([])
    }
  })
})

function send(stack: FaultyStack, platform: string, body: string): Promise<string> {
  const sender = stack.sender(platform)
  return answerTo(signRequest(sender, body), sender)
}
