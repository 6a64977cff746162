import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { withOtherAmount } from '../tools/alipay/fresh-messages.ts'
import { signCommand, signRequest } from '../tools/alipay/signed-request.ts'
import { buildFunctions } from '../tools/build/functions.ts'
import { answerTo, TAKEN } from './support/request/answer.ts'
import { newBody, withMembers } from './support/request/requests.ts'
import { commandCases, newCommand } from './support/stack/command-urls.ts'
import { putsOf } from './support/stack/fault-proxy.ts'
import { type FaultyStack, startFaultyStack } from './support/stack/faulty-stack.ts'
import { holdRequest } from './support/stack/held-call.ts'

/** With all rows in. What takes time is measured by `npm run bench`. */
const NOTIFICATION_BUNDLE_BYTES = 280_000
const COMMAND_BUNDLE_BYTES = 290_000
/** With the rows of all platforms. */
const ASKING_BUNDLE_BYTES = 310_000

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

  it('of the function that asks is small', async () => {
    const built = await buildFunctions({ outdir: join(outdir, 'asking') })
    expect(built.find(({ name }) => name === 'ask-alipay')?.bytes).toBeLessThanOrEqual(ASKING_BUNDLE_BYTES)
  })

  it('with nothing left out works the same', async () => {
    const bundles = join(outdir, 'whole')
    await buildFunctions({ outdir: bundles, whole: true })
    const stack = await startFaultyStack({ bundles, platforms, commanding }, onTestFinished)
    for (const platform of platforms) expect(await send(stack, platform, newBody(platform))).toBe(TAKEN)
    for (const { platform, api, create } of commandCases) {
      const sender = stack.commander(platform)
      expect(await answerTo(signCommand(sender, api, create()), sender)).toBe(TAKEN)
    }
    await expect.poll(() => stack.events().length, { timeout: 5_000 }).toBe(platforms.length)
  })
})

describe('the requests to AWS', async () => {
  const stack = await startFaultyStack({ platforms, delivers: false })

  it('of an environment that starts are two for the secret, and a put that warms up', async () => {
    const starting = await startFaultyStack({ delivers: false }, onTestFinished)
    await send(starting, 'antom', newBody('antom'))
    const operations = starting.proxy.calls.map(({ operation }) => operation.split('.')[1]).sort()
    expect(operations).toEqual(['GetSecretValue', 'GetSecretValue', 'PutItem', 'PutItem'])
    expect(starting.proxy.calls.filter(putsOf('warm-up'))).toHaveLength(1)
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

describe('the requests of commands to AWS', async () => {
  const CLAIM = ['UpdateItem']
  const LOOK = ['GetItem']
  const CLAIM_AND_MORE = ['UpdateItem', 'UpdateItem']

  const stack = await startFaultyStack({ commanding, delivers: false })
  beforeAll(async () => {
    for (const { platform, api, create } of commandCases) await requestsFor(platform, api, create())
  })

  const requestsFor = (platform: string, api: string, body: string, time = new Date().toISOString()) =>
    requestsDuring(stack, async () => {
      const sender = stack.commander(platform)
      expect(await answerTo(signCommand(sender, api, body, { time }), sender)).toMatch(/ signed$/)
    })

  it('of an environment that starts are two for the secret, and an update that warms up', async () => {
    const starting = await startFaultyStack({ commanding: ['wallet'], delivers: false }, onTestFinished)
    const sender = starting.commander('wallet')
    await answerTo(signCommand(sender, 'sendOTP', newCommand('wallet', 'sendOTP')), sender)
    const operations = starting.proxy.calls.map(({ operation }) => operation.split('.')[1]).sort()
    expect(operations).toEqual(['GetSecretValue', 'GetSecretValue', 'UpdateItem'])
    expect(JSON.stringify(starting.proxy.calls)).toContain('{"pk":{"S":"warm-up"}}')
  })

  it.each(commandCases)('of $platform are counted', async ({ platform, api, create, illegal, field }) => {
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

describe('the requests of asking', async () => {
  const stack = await startFaultyStack({ platforms: ['antom'], delivers: false, asks: true })
  const newPayment = (...says: readonly string[]) => {
    const id = randomUUID()
    stack.alipay.tell({ platform: 'antom', id, says })
    return { platform: 'antom', clientId: stack.sender('antom').clientId, kind: 'payment', id }
  }

  /** Until the line of the log that the function ends with. */
  async function requestsFor(announcement: ReturnType<typeof newPayment>): Promise<readonly string[]> {
    const isDone = () => new RegExp(`watch \\w+".*${announcement.id}`).test(stack.log())
    return requestsDuring(stack, async () => {
      stack.announce(announcement)
      await expect.poll(isDone, { timeout: 10_000 }).toBe(true)
    })
  }

  it('are two for the secret where an environment starts', async () => {
    const operations = await requestsFor(newPayment('SUCCESS'))
    expect(operations.filter((operation) => operation === 'GetSecretValue')).toHaveLength(2)
  })

  it('are one, and no question, for a payment whose final state is known', async () => {
    const delivering = await startFaultyStack({ platforms: ['antom'], asks: true }, onTestFinished)
    const sender = delivering.sender('antom')
    const body = newBody('antom')
    expect(await send(delivering, 'antom', body)).toBe(TAKEN)
    await expect.poll(() => delivering.events().length, { timeout: 5_000 }).toBe(1)
    const id: string = JSON.parse(body).paymentRequestId
    const announcement = { platform: 'antom', clientId: sender.clientId, kind: 'payment', id }
    const isDone = (count: number) => delivering.log().split('watch settled').length === count + 1
    delivering.announce(announcement)
    await expect.poll(() => isDone(1), { timeout: 10_000 }).toBe(true)
    const again = await requestsDuring(delivering, async () => {
      delivering.announce(announcement)
      await expect.poll(() => isDone(2), { timeout: 10_000 }).toBe(true)
    })
    expect(again).toEqual(['Query'])
    expect(delivering.alipay.questions).toEqual([])
  })

  it('are counted for one that is asked about', async () => {
    const before = stack.alipay.questions.length
    const [watch, turns, claim, receipt] = ['PutItem', 'PutItem', 'PutItem', 'PutItem']
    expect(await requestsFor(newPayment('SUCCESS'))).toEqual(
      ['Query', 'GetItem', watch, 'GetItem', turns, claim, receipt, 'GetItem'].sort(),
    )
    expect(stack.alipay.questions).toHaveLength(before + 1)
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
