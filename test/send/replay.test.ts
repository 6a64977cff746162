import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readRecording } from '../../tools/alipay/recording.ts'
import { durationText, scheduleOf } from '../../tools/alipay/schedules.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { startStack } from '../support/stack/local-stack.ts'
import { startPartner } from './partner.ts'
import { runVerb } from './run-verb.ts'

const stack = await startStack()
vi.stubEnv('LOCAL_DIR', stack.files.dir)

/** A recording of a notification, a command, and a forgery. */
async function recorded(): Promise<string> {
  const file = join(temporaryFolder(), 'calls')
  await runVerb('send', 'antom', '--record', file, '--quiet')
  await runVerb('send', 'wallet', 'pay', '--record', file, '--quiet')
  await runVerb('send', 'antom', '--fault', 'wrong-key', '--record', file, '--quiet')
  return file
}

function fileWith(text: string): string {
  const file = join(temporaryFolder(), 'recording')
  writeFileSync(file, text)
  return file
}

const linesOf = (file: string) => readFileSync(file, 'utf8').trim().split('\n')
const ledger = async () => JSON.stringify((await stack.ledger()).accounts)

describe('replay', () => {
  it('byte for byte is answered as before, and moves nothing: it is a repeat', async () => {
    const file = await recorded()
    const accounts = await ledger()
    const { value, left } = await stack.leaving(() => runVerb('replay', file, '--as-recorded'))
    expect(value.failure).toBeUndefined()
    expect(value.out.split('\n')).toEqual([
      expect.stringMatching(
        /^ +1 {2}POST \/antom\/notify\/notifyPayment +200 S SUCCESS .*holds, key version 1$/,
      ),
      expect.stringMatching(/^ +2 {2}POST \/wallet\/pay +200 S SUCCESS .*holds, key version 1$/),
      expect.stringMatching(/^ +3 {2}POST \/antom\/notify\/notifyPayment +200 F INVALID_SIGNATURE /),
      '3 sent again, 3 answered as before',
    ])
    expect(left).toEqual([])
    expect(await ledger()).toBe(accounts)
  })

  it('signs anew, so that a forgery becomes genuine, and says that it is answered otherwise', async () => {
    const { out, failure } = await runVerb('replay', await recorded())
    expect(out).toMatch(/^ +3 .*200 S SUCCESS .*holds, key version 1; BEFORE 200 F INVALID_SIGNATURE$/m)
    expect(failure).toBe('1 of 3 are answered otherwise than before')
  })

  it('with fresh ids makes new messages of them', async () => {
    const file = await recorded()
    const { left } = await stack.leaving(() => runVerb('replay', file, '--fresh-ids', '--concurrency', '3'))
    expect(left).toHaveLength(2)
    const { failure } = await runVerb('replay', file, '--fresh-ids', '--as-recorded')
    expect(failure).toBe('--fresh-ids changes what was signed: leave it or --as-recorded out')
  })

  it('keeps order, headers, and the pauses where a speed is asked for', async () => {
    const { origin, received } = await startPartner('{}')
    const calls = [0, 40, 80].map((at) => ({
      at,
      method: 'POST',
      target: `/n?${at}`,
      headers: [
        ['X-Own', 'one'],
        ['Host', 'recorded.example.com'],
        ['Client-Id', 'NOBODY'],
      ],
      body: Buffer.from('x').toString('base64'),
      status: 200,
    }))
    const file = fileWith(calls.map((call) => JSON.stringify(call)).join('\n'))
    const args = ['replay', file, '--as-recorded', '--url', origin, '--speed', '2x', '--json']
    const { json } = await runVerb(...args)
    expect(received.map(({ target }) => target)).toEqual(['/n?0', '/n?40', '/n?80'])
    expect(received[0]?.headers).toMatchObject({ 'x-own': 'one', host: origin.replace('http://', '') })
    expect(json.map(({ call, status, good }) => [call, status, good])).toEqual([
      [1, 200, false],
      [2, 200, false],
      [3, 200, false],
    ])
    expect((await runVerb('replay', file)).failure).toMatch(
      /^no key of the client "NOBODY" is known: give --client/,
    )
  })

  it('reads a HAR file', async () => {
    const [line = ''] = linesOf(await recorded())
    const { target, headers, body, at } = JSON.parse(line)
    const entry = {
      startedDateTime: new Date(at).toISOString(),
      request: {
        method: 'POST',
        url: `https://pay.example.com${target}`,
        headers: [
          { name: ':authority', value: 'pay.example.com' },
          ...headers.map(([name, value]: readonly [string, string]) => ({ name, value })),
        ],
        postData: { text: Buffer.from(body, 'base64').toString() },
      },
      response: { status: 200, content: { text: '{"result":{"resultStatus":"S","resultCode":"SUCCESS"}}' } },
    }
    const file = fileWith(JSON.stringify({ log: { version: '1.2', entries: [entry] } }))
    const { out, failure } = await runVerb('replay', file, '--as-recorded')
    expect(failure).toBeUndefined()
    expect(out).toContain('1 sent again, 1 answered as before')
  })

  it.each<[string, string, RegExp]>([
    ['is empty', '', /has no calls: `npm run alipay -- send antom --record /],
    [
      'is no JSON',
      'x',
      /line 1 is no recorded call: at, method, target, headers, body, status cannot be read$/,
    ],
    [
      'has a broken line',
      '\n{"at":1,"method":"POST","target":"/n","headers":[["a"]],"body":"","status":200}',
      /line 2 .*: headers cannot be read$/,
    ],
    ['is a broken HAR', '{"log":{"entries":[null]}}', /entry 1 is no recorded call/],
  ])('says in one line that a recording %s', async (_, text, line) => {
    const { failure = '' } = await runVerb('replay', fileWith(text))
    expect(failure).toMatch(line)
    expect(failure).not.toContain('\n')
  })

  it('reads a recording of any text, or says which line it cannot read', () => {
    const har = fc.jsonValue().map((entry) => JSON.stringify({ log: { entries: [entry] } }))
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), har), (text) => {
        try {
          readRecording(text)
        } catch (cause) {
          expect(String(cause)).toMatch(/^Error: (line|entry) \d+ is no recorded call: /)
        }
      }),
    )
  })
})

describe('send --schedule', () => {
  it('ends with the first answer that the platform wishes', async () => {
    const { out, notes, failure } = await runVerb('send', 'antom', '--schedule')
    expect(out).toMatch(/^at once +200 S SUCCESS/)
    expect(out.split('\n')).toHaveLength(1)
    expect(notes[0]).toMatch(
      /^sent again after 2 min, 10 min, 10 min, 1 h, 2 h, 6 h, 15 h, 20000 times as fast/,
    )
    expect(failure).toBeUndefined()
  })

  it('sends the same message, signed anew, until the platform gives up', async () => {
    const refusing = '{"result":{"resultStatus":"U","resultCode":"UNKNOWN_EXCEPTION"}}'
    const { origin, received } = await startPartner(refusing)
    const args = ['send', 'worldfirst', '--schedule', '--speed', '10000000x', '--url', origin]
    const { out, failure } = await runVerb(...args)
    expect(out.split('\n').map((line) => line.replace(/ {2,}.*/, ''))).toEqual([
      'at once',
      ...[2, 10, 10].map((n) => `after ${n} min`),
      ...[1, 2, 6, 15].map((n) => `after ${n} h`),
    ])
    expect(new Set(received.map(({ body }) => body)).size).toBe(1)
    expect(new Set(received.map(({ headers }) => headers.signature)).size).toBe(8)
    expect(failure).toBe('not answered S after 8 attempts: the platform gives up')
  })

  it('ends a command with F, which is final', async () => {
    const { origin, received } = await startPartner(
      '{"result":{"resultStatus":"F","resultCode":"PROCESS_FAIL"}}',
    )
    await runVerb('send', 'wallet', 'pay', '--schedule', '--url', origin)
    expect(received).toHaveLength(1)
  })

  it('names the page of each schedule, and that of some nothing is published', () => {
    const subjects = [
      ['antom', 'notification', false],
      ['worldfirst', 'notification', false],
      ['acquirer', 'notification', true],
      ['wallet', 'command', true],
    ] as const
    for (const [platform, kind, isAssumed] of subjects) {
      expect(scheduleOf({ platform, kind })).toMatchObject({
        isAssumed,
        page: expect.stringMatching(/^https:/),
      })
    }
    expect([120_000, 3_600_000].map(durationText)).toEqual(['2 min', '1 h'])
  })
})
