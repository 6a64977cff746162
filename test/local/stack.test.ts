import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isSigned, send, signRequest } from '../../tools/local/alipay.ts'
import { demonstrate } from '../../tools/local/demo.ts'
import { freshNotification } from '../../tools/local/sample.ts'
import type { Sender } from '../../tools/local/senders.ts'
import { type LocalStack, type StackOptions, startLocal } from '../../tools/local/stack.ts'
import { processesWith } from './processes.ts'
import { temporaryFolder } from './temporary-folder.ts'

const bundles = join(import.meta.dirname, '../../dist')

async function start(options: Partial<StackOptions> = {}) {
  const told: string[] = []
  const dir = options.dir ?? temporaryFolder()
  const stack = await startLocal({
    port: 0,
    bundles,
    env: {},
    tell: (line) => told.push(line),
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
const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
/** Within a second on a quiet machine; tests are not run on one. */
const soon = { timeout: 10_000 }
const freshId = () => Math.random().toString(36).slice(2)

describe('the local stack', () => {
  it('takes a notification of each platform, signs the answer and delivers the event', async () => {
    const stack = await start()
    expect(Object.keys(stack.senders).toSorted()).toEqual(['acquirer', 'antom', 'mini-program', 'worldfirst'])
    for (const [platform, sender] of Object.entries(stack.senders)) {
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

  it('demonstrates a notification, a repeat, a conflict and a forgery for each platform, and the events', async () => {
    const stack = await start()
    const lines: string[] = []
    await demonstrate(stack, (line) => lines.push(line))
    const answers = lines.filter((line) => line.includes('HTTP '))
    expect(answers).toHaveLength(16)
    expect(answers.filter((line) => line.includes('S SUCCESS'))).toHaveLength(12)
    expect(answers.filter((line) => line.includes('forged'))).toEqual([
      expect.stringContaining('F INVALID_SIGNATURE'),
      expect.stringContaining('F INVALID_SIGNATURE'),
      expect.stringContaining('U UNKNOWN_EXCEPTION'),
      expect.stringContaining('U UNKNOWN_EXCEPTION'),
    ])
    expect(answers.filter((line) => line.includes('NOT SIGNED'))).toEqual([])
    const events = lines.slice(lines.findIndex((line) => line.includes('event bus')) + 1)
    expect(events).toHaveLength(8)
    expect(events.filter((line) => line.includes('conflicting'))).toHaveLength(4)
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
    await demonstrate(stack, (line) => lines.push(line))
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
      AWS_ENDPOINT_URL_DYNAMODB: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    })
    await stack.stop()
    expect(existsSync(stack.files.environment)).toBe(false)
  })

  it('keeps its folder to the owner', async () => {
    const dir = join(temporaryFolder(), 'new')
    const { files } = await start({ dir })
    for (const folder of [dir, files.secrets]) expect(statSync(folder).mode & 0o777).toBe(0o700)
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
    await expect(start({ dir: files.dir })).rejects.toMatchObject({ name: 'StartProblem' })
    await expect(start({ dir, port: Number(new URL(url).port) })).rejects.toMatchObject({
      name: 'StartProblem',
    })
    await expect(start({ dir, env: { MAX_AGE_HOURS: 'x' } })).rejects.toMatchObject({ name: 'StartProblem' })
    expect(processesWith(dir)).toEqual([])
    await start({ dir })
  })
})
