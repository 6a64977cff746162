import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { newKey, publicHalf } from '../../tools/alipay/key-pair.ts'
import { signCommand, signRequest } from '../../tools/alipay/signed-request.ts'
import { startProcess } from '../local/started-process.ts'
import { answerTo, refusals, TAKEN } from '../support/request/answer.ts'
import { newBody } from '../support/request/requests.ts'
import { newCommand } from '../support/stack/command-urls.ts'
import { readJournal } from '../support/stack/journal-table.ts'
import { startStack } from '../support/stack/local-stack.ts'

const cli = join(import.meta.dirname, '../../tools/cli.ts')
const HOUR_MS = 3_600_000
const platforms = refusals.map(({ platform }) => platform)

const stack = await startStack({ MAX_AGE_HOURS: '48' })
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString()

/** The platform's secret with a key of Alipay's that is none; the text that it had. */
async function breakKey(platform: string): Promise<string> {
  const text = readFileSync(join(stack.files.secrets, `${platform}.json`), 'utf8')
  const { clients } = JSON.parse(text)
  const [client] = Object.values<{ verifying: { key: string }[] }>(clients)
  if (client?.verifying[0]) client.verifying[0].key = publicHalf(await newKey())
  stack.putSecret(platform, JSON.stringify({ clients }))
  return text
}

/** Runs `npm run alipay -- refused …` to its end. */
async function refused(...args: readonly string[]) {
  const { out, err } = await run(...args)
  expect(err).toEqual([])
  return out
}

async function run(...args: readonly string[]) {
  const command = [process.execPath, cli, 'refused', ...args, '--local'] as const
  const { ended, out, err } = await startProcess({ dir: stack.files.dir, command: [...command] })
  return { code: await ended, out, err }
}

const all = ['--since', '2026-01-01T00:00:00Z', '--operator', 'alice']

/** What is said of each message that is not a command, without its id. */
const wordsOf = (lines: readonly string[], platform: string) =>
  lines
    .filter((line) => line.includes(` ${platform} `))
    .map((line) => line.replace(/ {2}[0-9a-f]{64} {2}by alice$/, ''))

it('a day under a wrong key loses no notification that was kept, and moves no money afterwards', async () => {
  const secrets = new Map<string, string>()
  for (const platform of [...platforms, 'wallet']) secrets.set(platform, await breakKey(platform))

  // A day of it. Of each environment five a minute are kept.
  const bodies = new Map(platforms.map((platform) => [platform, [newBody(platform), newBody(platform)]]))
  for (const { platform, notGenuine } of refusals) {
    const sender = stack.sender(platform)
    const [first = '', second = ''] = bodies.get(platform) ?? []
    const answers = [
      await answerTo(signRequest(sender, first, { time: hoursAgo(23) }), sender),
      await answerTo(signRequest(sender, second, { time: hoursAgo(10) }), sender),
      // The platform sends it again.
      await answerTo(signRequest(sender, first, { time: hoursAgo(1) }), sender),
      await answerTo(signRequest(sender, newBody(platform), { time: hoursAgo(49) }), sender),
      await answerTo({ ...signRequest(sender, first), body: Buffer.from(second) }, sender),
    ]
    expect(answers, platform).toEqual(Array(5).fill(`200 ${notGenuine} signed`))
  }
  const payer = stack.commander('wallet')
  const paying = signCommand(payer, 'pay', newCommand('wallet', 'pay'))
  expect(await answerTo(paying, payer)).toBe('200 F INVALID_SIGNATURE signed')
  expect(await stack.receipts()).toEqual([])

  const tooSoon = await run('accept', ...all)
  expect([tooSoon.code, tooSoon.out.at(-1)]).toEqual([1, '0 were accepted by alice, 21 are left'])

  const puzzled = await run('explain')
  expect([puzzled.code, puzzled.err, puzzled.out.length]).toEqual([1, [], 22])
  for (const line of puzzled.out.slice(0, -1)) expect(line).toMatch(/ [0-9a-f]{64} .*key/)

  // The mistake is mended.
  await stack.restart(() => {
    for (const [platform, text] of secrets) stack.putSecret(platform, text)
  })
  const rehearsed = await refused('accept', ...all, '--dry-run')
  expect(rehearsed.at(-1)).toBe('12 would be accepted by alice (4 repeated), 9 are left')
  expect(await stack.receipts()).toEqual([])

  const { code, out: accepted } = await run('accept', ...all)
  expect(code).toBe(0)
  expect(accepted.at(-1)).toBe('12 were accepted by alice (4 repeated), 9 are left')
  for (const platform of platforms) {
    const { clientId } = stack.sender(platform)
    expect(wordsOf(accepted, platform)).toEqual(
      expect.arrayContaining([
        `left  ${platform}  ${clientId}  older than MAX_AGE_HOURS`,
        `left  ${platform}  ${clientId}  still signature-mismatch`,
      ]),
    )
    // In the order in which they came.
    const outcomes = wordsOf(accepted, platform).map((line) => line.split(' ', 1)[0])
    expect(outcomes.filter((outcome) => outcome !== 'left')).toEqual(['accepted', 'accepted', 'repeated'])
    expect(wordsOf(rehearsed, platform).filter((line) => line.startsWith('would be repeated'))).toHaveLength(
      1,
    )
  }
  expect(wordsOf(accepted, 'wallet')).toEqual([
    `left  wallet  ${payer.clientId}  a command is never accepted afterwards: Alipay had its answer`,
  ])
  expect(await readJournal(stack.files.environment)).toEqual([])

  const held = await stack.receipts()
  expect(held.map(({ body }) => body.toString()).sort()).toEqual([...bodies.values()].flat().sort())
  expect(held.map(({ acceptedBy }) => acceptedBy)).toEqual(Array(8).fill('alice'))
  expect(await stack.eventsOf(held)).toHaveLength(8)

  const explained = await run('explain', '--platform', 'antom')
  expect(explained.out.at(-1)).toBe('3 verify with the keys of now, 1 are explained, 1 are not')
  const forged = /([0-9a-f]{64}) {2}by alice$/.exec(
    accepted.find((line) => /^left {2}antom .*still signature-mismatch/.test(line)) ?? '',
  )?.[1]
  const alone = await run('explain', String(forged).slice(0, 12))
  expect([alone.code, alone.out[0]]).toEqual([1, expect.stringMatching(/^NOT VALID/)])
  expect(alone.out.join('\n')).toContain("Alipay's key 1 of LOCAL_ANTOM")

  expect(await run('accept', '00000000')).toMatchObject({
    code: 1,
    err: ['nothing is kept under the id 00000000: it has expired, or `refused list` shows another'],
  })

  // Once is enough, for the operator and for the platform.
  expect((await refused('accept', ...all)).at(-1)).toBe('0 were accepted by alice, 9 are left')
  for (const platform of platforms) {
    const sender = stack.sender(platform)
    for (const body of bodies.get(platform) ?? []) {
      expect(await answerTo(signRequest(sender, body), sender)).toBe(TAKEN)
    }
  }
  expect(await stack.receipts()).toHaveLength(8)
  const listed = await refused('list')
  expect(listed.filter((line) => /\((accepted|repeated) .* by alice\)$/.test(line))).toHaveLength(12)
  expect(listed.at(-1)).toBe('21 refused requests are kept, 12 of them accepted meanwhile')
  expect(stack.events()).toHaveLength(8)
}, 120_000)
