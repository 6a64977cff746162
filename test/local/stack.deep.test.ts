import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { freshCommand, freshNotification } from '../../tools/alipay/fresh-messages.ts'
import { type Commander, isCommander, isNotifier, type Sender } from '../../tools/alipay/sender.ts'
import { isSigned, send, signCommand, signRequest } from '../../tools/alipay/signed-request.ts'
import { type DemoBackend, startDemoBackend } from '../../tools/demo-backend/start.ts'
import { type LocalStack, type StackOptions, startLocal } from '../../tools/local/stack.ts'
import { listen } from '../../tools/loopback/ports.ts'
import { demonstrate } from '../../tools/play/demonstrate.ts'
import { processesWith } from './processes.ts'
import { temporaryFolder } from './temporary-folder.ts'

const bundles = join(import.meta.dirname, '../../dist')

async function start(options: Partial<StackOptions<DemoBackend>> = {}) {
  const told: string[] = []
  const dir = options.dir ?? temporaryFolder()
  const stack = await startLocal({
    port: 0,
    bundles,
    env: {},
    report: (line) => told.push(line),
    startBackend: startDemoBackend,
    ...options,
    dir,
  })
  onTestFinished(stack.stop)
  return { ...stack, told }
}

const senderOf = ({ senders }: LocalStack, platform: string): Sender => {
  const sender = senders[platform]
  if (!sender) throw new Error(`no sender for ${platform}`)
  return sender
}
const commanderOf = ({ senders }: LocalStack, platform: string): Commander => {
  const sender = senders[platform]
  if (!isCommander(sender)) throw new Error(`${platform} commands nobody`)
  return sender
}
const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
const linesBefore = (text: string, lines: readonly string[]) =>
  lines.slice(
    0,
    lines.findIndex((line) => line.includes(text)),
  )
/** Within a second on a quiet machine; tests are not run on one. */
const soon = { timeout: 10_000 }
/** What somebody else could read or list; what a writer has just replaced is nobody's. */
const openToOthers = (dir: string) =>
  ['.', ...readdirSync(dir, { recursive: true, encoding: 'utf8' })].filter(
    (path) => (statSync(join(dir, path), { throwIfNoEntry: false })?.mode ?? 0) & 0o077,
  )
const freshId = () => Math.random().toString(36).slice(2)

describe('the local stack', () => {
  it('takes a notification of each platform, signs the answer and delivers the event', async () => {
    const stack = await start()
    const notifying = Object.entries(stack.senders).filter(([, sender]) => isNotifier(sender))
    expect(notifying.map(([platform]) => platform)).toEqual([
      'acquirer',
      'antom',
      'mini-program',
      'worldfirst',
    ])
    for (const [platform, sender] of notifying) {
      const id = freshId()
      const request = signRequest(sender, freshNotification(platform, id))
      const reply = await send(request)
      expect(reply).toMatchObject({ status: 200, result: { resultStatus: 'S' } })
      expect(isSigned(reply, sender, request.target)).toBe(true)
      await expect
        .poll(() => linesOf(stack.files.events).filter(({ source }) => source === `alipay.${platform}`), {
          timeout: 10_000,
        })
        .toMatchObject([{ 'detail-type': 'notifyPayment', detail: { subject: expect.stringContaining(id) } }])
    }
  })

  it('has the demo backend act on the commands of each platform, and signs the outcome', async () => {
    const stack = await start()
    for (const [platform, api] of [
      ['acquirer', 'pushPayment'],
      ['mini-program', 'cancelToken'],
      ['wallet', 'pay'],
    ] as const) {
      const sender = commanderOf(stack, platform)
      const request = signCommand(sender, api, freshCommand(platform, api, freshId()))
      const reply = await send(request)
      expect(reply).toMatchObject({ status: 200, result: { resultStatus: 'S' } })
      expect(isSigned(reply, sender, request.target)).toBe(true)
    }
    const { accounts, surplus } = (await stack.backend?.ledger()) ?? {}
    expect(accounts).toContainEqual({
      holder: '1000001119398804',
      balance: { currency: 'JPY', value: '990000' },
      granted: { currency: 'JPY', value: '1000000' },
    })
    expect(surplus).toEqual([])
  })

  it('has the commands acted on by the backend that the user names', async () => {
    const paths: string[] = []
    const server = createServer((request, response) => {
      paths.push(`${request.headers.authorization?.slice(0, 7)}${request.url}`)
      response.end('{"result":{"resultStatus":"F","resultCode":"RISK_REJECT"}}')
    })
    onTestFinished(() => void server.close())
    const BACKEND_URL = `http://127.0.0.1:${await listen(server, 0)}/alipay`
    const stack = await start({ env: { BACKEND_URL } })
    const wallet = commanderOf(stack, 'wallet')
    const { result } = await send(signCommand(wallet, 'pay', freshCommand('wallet', 'pay', freshId())))
    expect(result).toMatchObject({ resultStatus: 'F', resultCode: 'RISK_REJECT' })
    expect(paths).toEqual(['Bearer /alipay/wallet/pay'])
    const lines: string[] = []
    await demonstrate(stack, { print: (line) => lines.push(line) })
    expect(lines.at(-1)).toBe('\nwallet: left out, because BACKEND_URL names a backend of your own')
  })

  it('demonstrates a notification, a repeat, a conflict and a forgery for each platform, and the events', async () => {
    const stack = await start()
    const lines: string[] = []
    await demonstrate(stack, { print: (line) => lines.push(line) })
    const answers = linesBefore('On the event bus', lines).filter((line) => line.includes('HTTP '))
    expect(answers).toHaveLength(16)
    expect(answers.filter((line) => line.includes('S SUCCESS'))).toHaveLength(12)
    expect(answers.filter((line) => line.includes('forged'))).toEqual([
      expect.stringContaining('F INVALID_SIGNATURE'),
      expect.stringContaining('F INVALID_SIGNATURE'),
      expect.stringContaining('U UNKNOWN_EXCEPTION'),
      expect.stringContaining('U UNKNOWN_EXCEPTION'),
    ])
    expect(answers.filter((line) => line.includes('NOT SIGNED'))).toEqual([])
    const events = lines.filter((line) => line.startsWith('  alipay.'))
    expect(events).toHaveLength(8)
    expect(events.filter((line) => line.includes('conflicting'))).toHaveLength(4)
  })

  it('demonstrates payments, refunds, cancels and a tax refund, and that the money adds up', async () => {
    const stack = await start()
    const lines: string[] = []
    await demonstrate(stack, { print: (line) => lines.push(line) })
    const scenes = lines.slice(lines.findIndex((line) => line.startsWith('\nwallet: POST')) + 1)
    const told = scenes.map((line) => line.replace(/ {2,}/g, ' ').replace(' HTTP 200', ':').trim())
    const holds = 'the signature holds'
    expect(told).toEqual([
      `pay JPY 10,000: S SUCCESS ${holds}`,
      `the same again: S SUCCESS ${holds}, the same outcome`,
      `the same, another amount: F REPEAT_REQ_INCONSISTENT ${holds}`,
      `refund 4,000: S SUCCESS ${holds}`,
      `refund 5,000: S SUCCESS ${holds}`,
      `refund 2,000: too much: F REFUND_AMOUNT_EXCEED ${holds}`,
      `how did it go?: S SUCCESS ${holds}; it: S SUCCESS`,
      `pay JPY 30,000: S SUCCESS ${holds}`,
      `cancel it: S SUCCESS ${holds}`,
      `pay it after all: F ORDER_IS_CLOSED ${holds}`,
      `how did it go?: S SUCCESS ${holds}; it: F ORDER_IS_CLOSED`,
      `tax refund: to whom?: S SUCCESS ${holds}`,
      `the same at the scan: S SUCCESS ${holds}, the same outcome`,
      `credit SGD 5,600: S SUCCESS ${holds}`,
      `the same again: S SUCCESS ${holds}, the same outcome`,
      `how did it go?: S SUCCESS ${holds}; it: S SUCCESS`,
      `confirm it: S SUCCESS ${holds}`,
      'what the user has now JPY 999,000, SGD 1,005,600',
      'What all accounts and payments hold adds up to the last unit.',
    ])
  })

  it('uses the keys that a user puts in place at the next request, and leaves them out of the demonstration', async () => {
    const stack = await start()
    const pem = { type: 'pkcs1', format: 'pem' } as const
    const pair = () =>
      generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: pem, privateKeyEncoding: pem })
    const [alipay, partner] = [pair(), pair()]
    const user = {
      ...senderOf(stack, 'antom'),
      clientId: 'SANDBOX_5Y1',
      privateKey: alipay.privateKey,
      partnerPublicKey: partner.publicKey,
    }
    const keys = {
      signing: [{ version: '1', key: partner.privateKey, current: true }],
      verifying: [{ version: '1', key: alipay.publicKey }],
    }
    writeFileSync(join(stack.files.secrets, 'antom.json'), JSON.stringify({ clients: { SANDBOX_5Y1: keys } }))
    const request = signRequest(user, freshNotification('antom', freshId()))
    const reply = await send(request)
    expect(reply.result?.resultStatus).toBe('S')
    expect(isSigned(reply, user, request.target)).toBe(true)
    const lines: string[] = []
    await demonstrate(stack, { print: (line) => lines.push(line) })
    expect(lines).toContain('\nantom: left out, because secrets/antom.json has no client LOCAL_ANTOM')
  })

  it('keeps keys, receipts and events from one start to the next', async () => {
    const dir = temporaryFolder()
    const first = await start({ dir })
    const body = freshNotification('antom', freshId())
    await send(signRequest(senderOf(first, 'antom'), body))
    await expect.poll(() => linesOf(first.files.events), soon).toHaveLength(1)
    await first.stop()
    const second = await start({ dir })
    expect(await send(signRequest(senderOf(second, 'antom'), body))).toMatchObject({
      result: { resultStatus: 'S' },
    })
    await send(signRequest(senderOf(second, 'antom'), freshNotification('antom', freshId())))
    await expect.poll(() => linesOf(second.files.events), soon).toHaveLength(2)
  })

  it('answers what is in flight when it stops, delivers it later, and leaves no process', async () => {
    const dir = temporaryFolder()
    const stack = await start({ dir })
    const sender = senderOf(stack, 'antom')
    const replies = Array.from({ length: 20 }, () =>
      send(signRequest(sender, freshNotification('antom', freshId()))),
    )
    await replies[0]
    await stack.stop()
    const answered = (await Promise.allSettled(replies)).filter(({ status }) => status === 'fulfilled')
    expect(answered.map((settled) => 'value' in settled && settled.value.result?.resultStatus)).toEqual(
      answered.map(() => 'S'),
    )
    expect(processesWith(dir)).toEqual([])
    const { files } = await start({ dir })
    const ids = () => new Set(linesOf(files.events).map(({ detail }) => detail.id))
    await expect.poll(() => ids().size, soon).toBe(answered.length)
  })

  it('tells programs how to reach it while it runs', async () => {
    const stack = await start()
    const environment = JSON.parse(readFileSync(stack.files.environment, 'utf8'))
    expect(environment).toMatchObject({
      RECEIPTS_TABLE: 'alipay-receiver-local-receipts',
      AWS_ENDPOINT_URL_DYNAMODB: expect.stringMatching(/^http:\/\/127\.\d+\.\d+\.\d+:\d+$/),
    })
    await stack.stop()
    expect(existsSync(stack.files.environment)).toBe(false)
  })

  it('keeps its folder to the owner', async () => {
    const dir = join(temporaryFolder(), 'new')
    const { files, ...stack } = await start({ dir })
    expect(openToOthers(dir)).toEqual([])
    chmodSync(dir, 0o755)
    chmodSync(files.senders, 0o644)
    await stack.stop()
    const again = await start({ dir })
    await send(signRequest(senderOf(again, 'antom'), freshNotification('antom', freshId())))
    await expect.poll(() => linesOf(files.events), soon).toHaveLength(1)
    expect(openToOthers(dir)).toEqual([])
  })

  it('tells of an error behind the answers', async () => {
    const stack = await start()
    writeFileSync(join(stack.files.secrets, 'worldfirst.json'), '')
    const { status } = await send(signRequest(senderOf(stack, 'worldfirst'), '{}'))
    expect(status).toBe(503)
    await expect
      .poll(() => stack.told, soon)
      .toContainEqual(expect.stringMatching(/^worldfirst-notifications: /))
  })

  it('says what came and what is served, on the terminal and in the log', async () => {
    const stack = await start()
    const request = signRequest(senderOf(stack, 'antom'), '{}', { target: '/prod/antom/notify' })
    expect((await send(request)).status).toBe(404)
    const line = 'POST /prod/antom/notify is not served: POST /antom/notify is'
    expect(stack.told).toEqual([`gateway: ${line}`])
    expect(linesOf(stack.files.log)).toContainEqual({ functionName: 'gateway', error: line })
  })

  it('uses another DynamoDB where one is named', async () => {
    const other = await start()
    const { AWS_ENDPOINT_URL_DYNAMODB } = JSON.parse(readFileSync(other.files.environment, 'utf8'))
    const dir = temporaryFolder()
    const stack = await start({ dir, env: { AWS_ENDPOINT_URL_DYNAMODB } })
    await send(signRequest(senderOf(stack, 'antom'), freshNotification('antom', freshId())))
    await expect.poll(() => linesOf(stack.files.events), soon).toHaveLength(1)
    expect(existsSync(stack.files.table)).toBe(false)
  })

  it('that cannot start leaves nothing running', async () => {
    const { files, url } = await start()
    const dir = temporaryFolder()
    await expect(start({ dir: files.dir })).rejects.toMatchObject({ name: 'Problem' })
    await expect(start({ dir, port: Number(new URL(url).port) })).rejects.toMatchObject({
      name: 'Problem',
    })
    await expect(start({ dir, env: { MAX_AGE_HOURS: 'x' } })).rejects.toMatchObject({ name: 'Problem' })
    expect(processesWith(dir)).toEqual([])
    await start({ dir })
  })
})
