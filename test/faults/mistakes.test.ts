import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Environment } from '../../tools/declared/functions.ts'
import { privatePem, publicPem, rsaPair } from '../keys/key-pairs.ts'
import { type FaultyStack, type FaultyStackOptions, startFaultyStack } from '../support/faulty-stack.ts'
import { newNotification, unavailable } from './notification.ts'

async function start(options: FaultyStackOptions): Promise<FaultyStack> {
  const stack = await startFaultyStack(options)
  onTestFinished(stack.stop)
  return stack
}

interface LogLine {
  readonly level?: string
  readonly message?: string
  readonly problems?: readonly string[]
}

/** What is told beside the metrics, once there are so many lines. */
async function linesOf(stack: FaultyStack, count: number): Promise<readonly LogLine[]> {
  const lines = () =>
    stack
      .log()
      .split('\n')
      .slice(0, -1)
      .map((line): LogLine => JSON.parse(line))
      .filter(({ message }) => message)
  await vi.waitUntil(() => lines().length >= count, { timeout: 5_000 })
  return lines()
}

const stackTrace = / {2,}at |\.[jt]s:\d/

describe('a wrong setting', () => {
  it.each<[string, Environment]>([
    ['MAX_AGE_HOURS must be a number such as 48, not "two"', { MAX_AGE_HOURS: 'two' }],
    ['RETENTION_DAYS (1) must exceed MAX_AGE_HOURS (48)', { RETENTION_DAYS: '1' }],
    ['PUBLIC_PATHS must be paths that begin with /', { PUBLIC_PATHS: 'notify' }],
    ['PUBLIC_PATH_PREFIX must begin with / and not end with it', { PUBLIC_PATH_PREFIX: '/api/' }],
  ])('answers 503, and the log says: %s', async (line, env) => {
    const stack = await start({ env })
    expect(await newNotification(stack).send()).toEqual(unavailable)
    const lines = await linesOf(stack, 1)
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        message: expect.stringContaining(`wrong settings: ${line}`),
      }),
    ])
    expect(stack.log()).not.toMatch(stackTrace)
    expect(stack.proxy.calls).toEqual([])
  })
})

const ours = rsaPair()
const theirs = rsaPair()
const short = rsaPair(1024)

function secretOf(signing: string, verifying: string): string {
  const keys = {
    signing: [{ version: '1', key: signing, current: true }],
    verifying: [{ version: '1', key: verifying }],
  }
  return JSON.stringify({ clients: { LOCAL_ANTOM: keys } })
}

describe('a secret that is wrong', () => {
  it.each<[string, string, string]>([
    ['a key alone', privatePem(ours), 'antom: is not JSON'],
    [
      'a key cut short',
      secretOf(privatePem(ours).slice(0, 800), publicPem(theirs)),
      'antom clients.LOCAL_ANTOM.signing[0].key: ',
    ],
    [
      "a public key in our private key's place",
      secretOf(publicPem(ours), publicPem(theirs)),
      'antom clients.LOCAL_ANTOM.signing[0].key: ',
    ],
    [
      "our own public key in Alipay's place",
      secretOf(privatePem(ours), publicPem(ours)),
      'antom clients.LOCAL_ANTOM.verifying[0].key: ',
    ],
    [
      'a key too short',
      secretOf(privatePem(short), publicPem(theirs)),
      'antom clients.LOCAL_ANTOM.signing[0].key: ',
    ],
    ['no clients', '{}', 'antom clients: is missing'],
  ])('(%s) answers 503, and the log names the place, once, and no key', async (_, secret, problem) => {
    const stack = await start({
      before: (_, { secrets }) => writeFileSync(join(secrets, 'antom.json'), secret),
    })
    expect(await newNotification(stack).send()).toEqual(unavailable)
    expect(await newNotification(stack).send()).toEqual(unavailable)
    const told = (await linesOf(stack, 3)).filter(({ problems }) => problems)
    expect(told).toHaveLength(1)
    expect(told[0]?.problems?.[0]).toContain(problem)
    expect(stack.log()).not.toMatch(stackTrace)
    for (const key of secret.match(/[\w+/]{40,}/g) ?? []) expect(stack.log()).not.toContain(key.slice(0, 20))
  })
})
