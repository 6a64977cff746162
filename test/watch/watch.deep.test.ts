import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { freshCommand, freshNotification } from '../../tools/alipay/fresh-messages.ts'
import { type SignedRequest, send, signCommand, signRequest } from '../../tools/alipay/signed-request.ts'
import { writeWhole } from '../../tools/local/files.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { readPage } from '../support/readme.ts'
import { eightMistakes } from './eight-mistakes.ts'
import { startWatched } from './watched-stack.ts'

/** What is said below the line of a refusal. */
const verdictsIn = (lines: readonly string[]) =>
  lines.filter((line) => line.startsWith('          signature-mismatch'))

it('names the cause of each of the eight mistakes that were all one line before', async () => {
  const { antom, lines } = await startWatched()
  for (const [index, { name, cause, make }] of eightMistakes.entries()) {
    const { result } = await send(await make(antom, freshNotification('antom', name.replaceAll(' ', ''))))
    expect(result).toMatchObject({ resultCode: 'INVALID_SIGNATURE' })
    await vi.waitUntil(() => verdictsIn(lines()).length > index, { timeout: 10_000 })
    expect(verdictsIn(lines()).at(-1)).toMatch(cause)
    expect(verdictsIn(lines()).at(-1)).not.toContain('; and ')
  }
  expect(verdictsIn(lines())).toHaveLength(eightMistakes.length)
})

/** On a machine that has much else to do. */
const FLOOD_MS = 120_000

/** How many calls the lines from there on stand for. */
const callsIn = (lines: readonly string[]) => lines.reduce((sum, line) => sum + callsOf(line), 0)

function callsOf(line: string): number {
  const [, count = '0'] = /^… ([\d,]+) /.exec(line) ?? []
  return /^\d\d:\d\d:\d\d /.test(line) ? 1 : Number(count.replaceAll(',', ''))
}

/** Sends all of them, a few at a time. */
async function sendAll(requests: readonly SignedRequest[]): Promise<void> {
  const left = requests.values()
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const request of left) await send(request)
    }),
  )
}

it(
  'shows a flood of 2,000 identical forgeries, and of 300 different ones, in few lines that add up',
  async () => {
    const { antom, lines, writer } = await startWatched()
    const genuine = signRequest(antom, freshNotification('antom', 'flood'))
    const forged = { ...genuine, body: Buffer.from(genuine.body.toString().trim()) }
    for (const requests of [
      Array.from({ length: 2_000 }, () => forged),
      Array.from({ length: 300 }, (_, n) => ({ ...forged, target: `/antom/notify/api${n}` })),
    ]) {
      const before = lines().length
      const startedAt = performance.now()
      await sendAll(requests)
      await vi.waitUntil(() => callsIn(lines().slice(before)) >= requests.length, { timeout: 20_000 })
      const tookMs = performance.now() - startedAt
      expect(callsIn(lines().slice(before))).toBe(requests.length)
      const most = requests.length > 1_000 ? 3 : 66
      expect(lines().length - before).toBeLessThanOrEqual(most * (2 + tookMs / 1_000))
    }
    expect(writer.isBusy()).toBe(false)
  },
  FLOOD_MS,
)

it('shows what was genuine, and what was sent in its place', async () => {
  const { antom, wallet, lines, url } = await startWatched()
  const body = freshNotification('antom', 'live')
  await send(signRequest(antom, body))
  await send(signRequest(antom, body))
  await send(signCommand(wallet, 'pay', freshCommand('wallet', 'pay', 'live')))
  await send(signCommand(wallet, 'pay', '{}'))
  await fetch(`${url}/prod/antom/notify/`, { method: 'POST' })
  await vi.waitUntil(() => callsIn(lines()) === 5)
  const shown = lines().slice(lines().findIndex((line) => line.includes('accepted')))
  expect(shown.map((line) => line.replace(/^\d\d:\d\d:\d\d| +\d+ ms/g, ''))).toEqual([
    expect.stringMatching(/^ {2}antom +notifyPayment +accepted +payment#.*-live$/),
    expect.stringMatching(/^ {2}antom +notifyPayment +repeated +payment#.*-live$/),
    expect.stringMatching(/^ {2}wallet +pay +succeeded +payment#.*-live$/),
    expect.stringMatching(/^ {2}wallet +pay +param-illegal +payment#$/),
    expect.stringMatching(/^ {10}\w.* → missing or illegal: send it as/),
    expect.stringMatching(
      /^ {2}- +- +not-served +POST \/prod\/antom\/notify\/ is not served: POST \/antom\/notify is$/,
    ),
    expect.stringMatching(/^ {10}mind the trailing slash/),
  ])
})

it('shows what docs/workbench.md shows', async () => {
  const { antom, lines } = await startWatched()
  await send(signRequest(antom, freshNotification('antom', 'page')))
  const { target } = signRequest(antom, '')
  await send(signRequest(antom, freshNotification('antom', 'page'), { uri: `/prod${target}` }))
  await vi.waitUntil(() => verdictsIn(lines()).length > 0)
  const [, start = ''] = readPage('docs/workbench.md').split(/^## /m)
  const varies = /\d\d:\d\d:\d\d| +\d+ ms|-\w+$|[0-9a-f]{16}$/g
  const shown = [...start.matchAll(/^ {4}((?:\d\d:| {8}).*)$/gm)].map(([, line = '']) => line)
  expect(shown.length).toBe(4)
  expect(
    lines()
      .slice(-4)
      .map((line) => line.replace(varies, '')),
  ).toEqual(shown.map((line) => line.replace(varies, '')))
})

it('says at once when a secret that was spoilt is read anew, and what to do', async () => {
  const { antom, files, lines } = await startWatched()
  await send(signRequest(antom, freshNotification('antom', 'before')))
  const file = join(files.secrets, 'antom.json')
  const secret = JSON.parse(readFileSync(file, 'utf8'))
  secret.clients.LOCAL_ANTOM.verifying[0].key = 'spoilt'
  writeWhole(file, JSON.stringify(secret))
  // What the keys held do not fit makes a function read them anew.
  await send(signRequest({ ...antom, keyVersion: '2' }, freshNotification('antom', 'after')))
  await vi.waitUntil(() => lines().some((line) => line.includes('clients.LOCAL_ANTOM.verifying[0].key')))
  expect(lines().join('\n')).toMatch(
    /antom clients\.LOCAL_ANTOM\.verifying\[0\]\.key: is .*\(paste the key whole\)/,
  )
})

it('is quiet for scripts, but for what is wrong; records each call all the same', async () => {
  const record = join(temporaryFolder(), 'calls.ndjson')
  const { antom, lines, url, stop } = await startWatched({ quiet: true, record })
  const request = signRequest(antom, freshNotification('antom', 'quiet'))
  await send(request)
  await fetch(`${url}/x`, { method: 'POST' })
  await stop()
  expect(lines()).toEqual([expect.stringMatching(/^gateway: POST \/x is not served/)])
  const recorded = readFileSync(record, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(recorded).toMatchObject([
    { target: request.target, body: request.body.toString('base64'), status: 200 },
    { status: 404 },
  ])
  // What is recorded can be sent again, byte for byte.
  expect(recorded[0].headers).toEqual(expect.arrayContaining(request.headers.map((pair) => [...pair])))
})
