import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withOtherAmount } from '../tools/alipay/fresh-messages.ts'
import { signCommand, signRequest } from '../tools/alipay/signed-request.ts'
import { buildFunctions } from '../tools/build/functions.ts'
import { answerTo, TAKEN } from './support/answer.ts'
import { doors, newCommand } from './support/command-urls.ts'
import { putsOf } from './support/fault-proxy.ts'
import { type FaultyStack, startFaultyStack } from './support/faulty-stack.ts'
import { holdRequest } from './support/held-call.ts'
import { newBody, withMembers } from './support/requests.ts'

/** With all rows in. What takes time is measured by `npm run bench`. */
const NOTIFICATION_BUNDLE_BYTES = 280_000
const COMMAND_BUNDLE_BYTES = 290_000

const platforms = ['acquirer', 'antom', 'mini-program', 'worldfirst']
const commanding = ['acquirer', 'mini-program', 'wallet']

const outdir = mkdtempSync(join(tmpdir(), 'alipay-receiver-'))
afterAll(() => rmSync(outdir, { recursive: true }))

describe('a bundle', () => {
  it.each([
    ['notifications', platforms, NOTIFICATION_BUNDLE_BYTES],
    ['commands', commanding, COMMAND_BUNDLE_BYTES],
  ] as const)('of a function for %s is small', async (contract, names, budget) => {
    const built = await buildFunctions({ outdir: join(outdir, contract) })
    const bundles = built.filter(({ name }) => name.endsWith(`-${contract}`))
    expect(bundles.map(({ name }) => name)).toEqual(names.map((name) => `${name}-${contract}`))
    for (const { bytes } of bundles) expect(bytes).toBeLessThanOrEqual(budget)
  })

  it('with nothing left out works the same', async () => {
    const bundles = join(outdir, 'whole')
    await buildFunctions({ outdir: bundles, whole: true })
    const stack = await startFaultyStack({ bundles, platforms, commanding })
    try {
      for (const platform of platforms) expect(await send(stack, platform, newBody(platform))).toBe(TAKEN)
      for (const { platform, api, create } of doors) {
        const sender = stack.commander(platform)
        expect(await answerTo(signCommand(sender, api, create()), sender)).toBe(TAKEN)
      }
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

    const requestsOf = (work: () => Promise<unknown>) => requestsDuring(stack, work)
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

describe('the requests of commands to AWS', () => {
  const CLAIM = ['UpdateItem']
  const LOOK = ['GetItem']
  const CLAIM_AND_MORE = ['UpdateItem', 'UpdateItem']

  let stack: FaultyStack
  beforeAll(async () => {
    stack = await startFaultyStack({ commanding, delivers: false })
    for (const { platform, api, create } of doors) await requestsFor(platform, api, create())
  })
  afterAll(() => stack.stop())

  const requestsFor = (platform: string, api: string, body: string, time = new Date().toISOString()) =>
    requestsDuring(stack, async () => {
      const sender = stack.commander(platform)
      expect(await answerTo(signCommand(sender, api, body, { time }), sender)).toMatch(/ signed$/)
    })

  it('of an environment that starts are two for the secret, and an update that warms up', async () => {
    const starting = await startFaultyStack({ commanding: ['wallet'], delivers: false })
    try {
      const sender = starting.commander('wallet')
      await answerTo(signCommand(sender, 'sendOTP', newCommand('wallet', 'sendOTP')), sender)
      const operations = starting.proxy.calls.map(({ operation }) => operation.split('.')[1]).sort()
      expect(operations).toEqual(['GetSecretValue', 'GetSecretValue', 'UpdateItem'])
      expect(JSON.stringify(starting.proxy.calls)).toContain('{"pk":{"S":"warm-up"}}')
    } finally {
      await starting.stop()
    }
  })

  it.each(doors)('of $platform are counted', async ({ platform, api, create, illegal, field }) => {
    const ask = (body: string, time?: string) => requestsFor(platform, api, body, time)
    const body = create()
    // Where the field that is wrong does not name it, the record is asked whether it was begun.
    const looks = field !== 'accessToken'
    expect(await ask(body), 'new').toEqual(CLAIM_AND_MORE)
    expect(await ask(body), 'repeated').toEqual(CLAIM)
    expect(await ask(withMembers(create(), illegal)), 'illegal').toEqual(looks ? LOOK : [])
    expect(await ask(create(), '2020-11-21T08:00:00Z'), 'too old').toEqual([])
    expect(await requestsFor(platform, 'payLater', body), 'of no API').toEqual([])

    const sender = stack.commander(platform)
    const forgery = { ...signCommand(sender, api, body), body: Buffer.from(create()) }
    await answerTo(forgery, sender)
    for (let round = 0; round < 10; round++) {
      expect(await requestsDuring(stack, () => answerTo(forgery, sender)), 'forged again').toEqual([])
    }
  })

  it('of a cancel, of a command that runs, and of one that is not recorded are counted', async () => {
    const body = newCommand('wallet', 'pay')
    const running = holdRequest()
    stack.backendProxy.befall(({ operation }) => operation === '/wallet/pay', running.fate, 1)
    const sender = stack.commander('wallet')
    const paying = answerTo(signCommand(sender, 'pay', body), sender)
    await running.reached
    const ask = (api: string, text = body) => requestsFor('wallet', api, text)
    const other = withMembers(body, { paymentAmount: { currency: 'JPY', value: '1' } })
    // The second environment of the function starts with this.
    await ask('inquiryPayment')
    expect(await ask('pay'), 'in progress').toEqual(CLAIM)
    expect(await ask('pay', other), 'inconsistent').toEqual(CLAIM)
    expect(await ask('cancelPayment'), 'cancelled while its pay runs').toEqual(CLAIM_AND_MORE)
    running.letGo()
    await paying
    expect(await ask('cancelPayment'), 'cancelled').toEqual(CLAIM_AND_MORE)
    expect(await ask('cancelPayment'), 'cancelled again').toEqual(CLAIM)
    expect(await ask('pay'), 'closed').toEqual(CLAIM)
    expect(await ask('inquiryPayment'), 'not recorded').toEqual([])
  })
})

async function requestsDuring(stack: FaultyStack, work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = stack.proxy.calls.length
  await work()
  const operations = stack.proxy.calls.slice(before).map(({ operation }) => operation)
  return operations.map((operation) => operation.slice(operation.indexOf('.') + 1)).sort()
}

function send(stack: FaultyStack, platform: string, body: string): Promise<string> {
  const sender = stack.sender(platform)
  return answerTo(signRequest(sender, body), sender)
}
