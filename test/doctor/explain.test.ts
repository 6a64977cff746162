import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshNotification } from '../../tools/alipay/fresh-messages.ts'
import { compare } from '../../tools/doctor/render/compare.ts'
import { newClient } from '../support/request/new-client.ts'
import { ORIGIN, openWorkplace } from './workplace.ts'
import {
  bashQuoted,
  cmdCommand,
  curlCommand,
  eventV2,
  har,
  harEntry,
  http2,
  postmanItem,
  rawHttp,
  receiptItem,
  type Written,
} from './written-forms.ts'

const workplace = openWorkplace()
const { write, signed, explain, diagnose } = workplace
const stranger = newClient(`${ORIGIN}/antom/notify`, 'CLIENT_1')
const strangersKey = write('stranger.pem', stranger.verifying.key)

const body = freshNotification('antom', 'x1').trim()
const compact = JSON.stringify(JSON.parse(body))
const PATH = '/antom/notify/notifyPayment'

/** A request as it was signed, and what became of it. */
const withBody = (one: Written, text: string): Written => ({ ...one, body: Buffer.from(text) })
const sorted = JSON.stringify(JSON.parse(compact), (_, value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value,
)

const forms: readonly (readonly [name: string, write: (one: Written) => string | Buffer])[] = [
  ['raw HTTP', (one) => rawHttp(one)],
  ['HTTP/2', (one) => http2(one)],
  ['curl', (one) => curlCommand(one, bashQuoted)],
  ['curl of cmd', (one) => cmdCommand(one)],
  ['HAR', (one) => har(harEntry(one))],
  ['Postman', (one) => JSON.stringify(postmanItem(one))],
  ['event', (one) => JSON.stringify(eventV2(one, { base64: true }))],
  ['receipt', (one) => JSON.stringify(receiptItem(one))],
]

interface Mistake {
  readonly what: string
  readonly cause: string
  readonly request: Written
  readonly args?: readonly string[]
}

const mistakes: readonly Mistake[] = [
  {
    what: 'the wrong key',
    cause: 'key-not-in-secret',
    request: signed(body, {}, stranger.sender),
    args: ['--secret', workplace.secret, '--key', strangersKey],
  },
  { what: 're-serialised JSON', cause: 'json-indented', request: withBody(signed(body), compact) },
  { what: 'sorted keys', cause: 'members-sorted', request: withBody(signed(sorted), compact) },
  { what: 'a newline appended', cause: 'newline-added', request: withBody(signed(body), `${body}\n`) },
  { what: 'the stage signed', cause: 'stage-missing', request: signed(body, { uri: `/prod${PATH}` }) },
  { what: 'a trailing slash', cause: 'trailing-slash-missing', request: signed(body, { uri: `${PATH}/` }) },
  {
    what: 'the full URL signed',
    cause: 'full-url-signed',
    request: signed(body, { uri: `${ORIGIN}${PATH}` }),
  },
  {
    what: 'Request-Time rewritten',
    cause: 'time-reformatted',
    request: withTime(signed(body, { time: '2026-11-21T10:00:30+08:00' }), '2026-11-21T02:00:30Z'),
  },
]

function withTime(one: Written, time: string): Written {
  return {
    ...one,
    headers: one.headers.map(([name, value]) => [name, name === 'Request-Time' ? time : value]),
  }
}

describe.each(forms)('from %s', (form, writeForm) => {
  it('what verifies is VALID', async () => {
    const { code, found } = await diagnose(write(form, writeForm(signed(body))))
    expect(found).toMatchObject([{ verdict: 'VALID', platform: 'antom', message: { api: 'notifyPayment' } }])
    expect(code).toBe(0)
  })

  // A receipt names no host.
  const named = mistakes.filter(({ cause }) => form !== 'receipt' || cause !== 'full-url-signed')
  it.each(named)('$what is named, and nothing else', async ({ cause, request, args = [] }) => {
    const { code, found } = await diagnose(write(form, writeForm(request)), ...args)
    const [{ verdict, causes }] = found
    expect([found.length, verdict, causes.map(({ name }: { name: string }) => name)]).toEqual([
      1,
      'EXPLAINED',
      [cause],
    ])
    expect(code).toBe(1)
  })
})

describe('the answer', () => {
  const altered = withBody(signed(body), body.replace(/"value": "\d/, '"value": "0'))
  const pair = withBody(signed(body, { uri: `/prod${PATH}` }), `${body}\n`)
  const file = (name: string, one: Written) => write(name, rawHttp(one))

  it.each([
    [
      'VALID',
      signed(body),
      /^VALID: antom notifyPayment about payment#\S+-x1, signed with Alipay's key 1 of CLIENT_1 \(antom, secrets\/antom\.json, [0-9a-f]{16}\)$/,
    ],
    ['one cause', signed(body, { uri: `/prod${PATH}` }), /^NOT VALID: the stage \/prod was signed/],
    ['two causes', pair, /^NOT VALID: .+; and .+$/],
    ['none', altered, /^NOT VALID, and no known cause explains it$/],
  ])('begins with the verdict, in colour on a screen alone: %s', async (name, request, first) => {
    const path = file(name, request)
    const piped = await explain([path])
    expect(piped.out[0]).toMatch(first)
    expect(piped.out.join('\n')).not.toContain('\x1b')
    const onScreen = await explain([path], true)
    expect(onScreen.out.map((line) => stripVTControlCharacters(line))).toEqual(piped.out)
    expect(onScreen.out[0]).toContain('\x1b')
  })

  it('says what to change, where, which key, and shows where the texts part', async () => {
    const { out } = await explain([
      file('stage', signed(body, { uri: `/prod${PATH}`, time: '2026-11-21T02:00:30Z' })),
    ])
    const [, ...rows] = out
    const row = (label: string) => rows.find((line) => line.startsWith(`  ${label} `))?.slice(15)
    expect(row('change')).toBe('set PUBLIC_PATH_PREFIX=/prod')
    expect(row('where')).toBe('in the settings of the receiver')
    expect(row('setting')).toBe('PUBLIC_PATH_PREFIX=/prod')
    expect(row('key')).toMatch(/^Alipay's key 1 of CLIENT_1 \(.*\) made the signature/)
    expect(row('signed')).toMatch(/^POST·\/prod\/antom\/notify\/notifyPayment␊CLIENT_1\.2026-11-21T02:00:30Z/)
    expect(row('received')).toMatch(/^POST·\/antom\/notify\/notifyPayment␊CLIENT_1/)
    expect(rows.find((line) => line.includes('^'))?.slice(15)).toBe('      ^ byte 6')
  })

  it('shows characters whole, where a byte within one differs', async () => {
    const one = signed('{"a":"é"}\n')
    const { out } = await explain([file('within', withBody(one, '{"a":"\\u00e9"}\n'))])
    const row = (label: string) => out.find((line) => line.startsWith(`  ${label} `))
    expect(row('signed')).toMatch(/\{"a":"é"\}␊$/)
    const compared = compare(Buffer.from('{"é'), Buffer.from('{"è'))
    expect(compared).toEqual({ at: 3, signed: '{"é', received: '{"è', mark: '  ^' })
  })

  it('hides what is secret, and where it differs in that, unless everything is asked for', async () => {
    const secret = (token: string, last = '') => `{"a":1,"accessToken":"${token}","b":"c"}${last}`
    const moved = file('secret', withBody(signed(secret('canary-1')), secret('canary-1', '\n')))
    const shown = await explain([moved])
    expect(shown.out.find((line) => line.includes('^'))).toMatch(/byte \d+$/)
    expect(shown.out.join()).toContain('"accessToken":"********"')
    expect(shown.out.join() + JSON.stringify((await diagnose(moved)).found)).not.toContain('canary')
    expect((await explain([moved, '--whole'])).out.join()).toContain('canary-1')
    const within = file('within-secret', withBody(signed(secret('caf\\u00e9')), secret('café')))
    const { out } = await explain([within])
    expect(out.find((line) => line.startsWith('  text '))).toMatch(
      /it differs at byte \d+, where something is secret/,
    )
    // A fingerprint is hexadecimal, and may have `caf` in it.
    expect(out.join()).not.toMatch(/caf[é\\]/)
  })

  it('has a setting that mends it', async () => {
    const path = file('mended', signed(body, { uri: `/prod${PATH}` }))
    expect((await explain([path])).code).toBe(1)
    expect((await explain([path, '--prefix', '/prod'])).code).toBe(0)
    expect((await explain([path, '--path', `/prod${PATH}`])).code).toBe(0)
  })

  it('says where nothing explains it what is ruled out, and what that leaves', async () => {
    const { out } = await explain([file('altered', altered)])
    expect(out.join('\n')).toMatch(/^ {2}ruled out .*\n(?:.*\n)*? {2}that leaves .*/m)
  })

  it('shows the texts whole where that is asked for, a line of them a line', async () => {
    const path = file('whole', withBody(signed(body), `${body}\n`))
    const { out } = await explain([path, '--whole'])
    expect(out.length).toBeGreaterThan(2 * body.split('\n').length)
    expect((await explain([path])).out.length).toBeLessThan(10)
  })

  it('is the whole diagnosis with --json, bytes that are no text beside it', async () => {
    const { found } = await diagnose(file('json', withBody(signed(Buffer.from([0x7b, 0xff, 0x7d])), '{}\n')))
    const [{ form, verdict, receivedText }] = found
    expect({ form, verdict }).toEqual({ form: 'raw HTTP text', verdict: 'UNEXPLAINED' })
    expect(receivedText).toEqual({ text: expect.stringMatching(/\{\}\n$/) })
    const [valid] = (await diagnose(file('bytes', signed(Buffer.from([0x7b, 0xff, 0x7d]))))).found
    expect(Buffer.from(valid.signedText.base64, 'base64').subarray(-3)).toEqual(
      Buffer.from([0x7b, 0xff, 0x7d]),
    )
    expect(valid.key).toMatchObject({
      kind: 'made-by',
      key: { owner: 'alipay', source: 'secrets/antom.json' },
    })
  })

  it('lets nothing that a stranger chose steer the terminal', async () => {
    const evil = '\x1b[2J\u202e\u0007'
    const one = signed(`{"a":"${evil}"}`)
    const headers = one.headers.map(
      ([name, value]) => [name, name === 'Client-Id' ? `A${evil}` : value] as const,
    )
    for (const [name, changed] of Object.entries({
      one,
      client: { ...one, headers },
      path: { ...one, target: `/a${evil}` },
    })) {
      const { out } = await explain([
        write(`evil-${name}`, har(harEntry(changed), harEntry(changed))),
        '--whole',
      ])
      expect(out.join('')).not.toMatch(/\p{C}/u)
    }
  })
})

describe('whatever a stranger wrote', () => {
  const words = fc.string({ unit: 'binary', maxLength: 30 })
  const value = fc.oneof(
    words,
    fc.constantFrom('CLIENT_1', '2026-11-21T02:00:30Z', 'algorithm=RSA256,keyVersion=1,signature=eA==', ''),
  )
  const request = fc.record({
    target: words,
    clientId: value,
    time: value,
    signature: value,
    body: fc.uint8Array({ maxLength: 60 }),
  })

  it('gets a verdict that fits the terminal, and never VALID', async () => {
    await fc.assert(
      fc.asyncProperty(
        request,
        fc.constantFrom(...forms),
        async ({ target, clientId, time, signature, body }, [, writeForm]) => {
          const headers = [
            ['Client-Id', clientId],
            ['Request-Time', time],
            ['Signature', signature],
          ] as const
          const one = {
            origin: ORIGIN,
            target: `/${target}`,
            headers,
            body: Buffer.from(body),
            receivedAt: 0,
          }
          const { code, out, err } = await explain([write('hostile', writeForm(one))])
          expect(code).toBe(1)
          for (const line of [...out, ...err]) expect(line).not.toMatch(/\p{C}/u)
          expect(out.length > 0 ? out[0] : err[0]).toMatch(out.length > 0 ? /^NOT VALID/ : /^the input/)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('several messages', () => {
  const [good, bad] = [signed(body), signed(body, { uri: `/prod${PATH}` })]
  const get = { request: { method: 'GET', url: `${ORIGIN}/logo.png`, headers: [] } }
  const unsigned = harEntry({ ...good, headers: [] })
  const file = write('several.har', har(get, harEntry(good), unsigned, get, harEntry(bad)))

  it('are all explained, those that are signed; one that fails decides', async () => {
    const { code, out } = await explain([file])
    expect(code).toBe(1)
    expect(out.filter((line) => /^\d of/.test(line))).toEqual([
      `1 of 2: POST ${PATH}, a HAR entry`,
      `2 of 2: POST ${PATH}, a HAR entry`,
    ])
    expect((await diagnose(file)).found.map(({ verdict }) => verdict)).toEqual(['VALID', 'EXPLAINED'])
  })

  it('are chosen by number', async () => {
    expect((await explain([file, '--index', '1'])).code).toBe(0)
    expect((await explain([file, '--index', '2'])).code).toBe(1)
  })

  it('are cut at twenty, and it is said', async () => {
    const many = write('many.har', har(...Array.from({ length: 25 }, () => harEntry(good))))
    const { out, err } = await explain([many, '--json'])
    expect(out).toHaveLength(20)
    expect(err).toEqual(['the first 20 of 25 messages: another one with --index <n>'])
  })
})

describe('a doubt of the form', () => {
  const file = (name: string, text: string | Buffer) => write(name, text)
  const raw = (one: Written) => rawHttp(one, { length: false })

  it('about a newline at the end is resolved by the signature, and said', async () => {
    const added = await explain([file('added', Buffer.concat([raw(signed(body)), Buffer.from('\n')]))])
    expect([added.code, added.out[1]]).toEqual([0, expect.stringContaining('was left out')])
    const own = await explain([file('own', raw(signed(`${body}\n`)))])
    expect([own.code, own.out[1]]).toEqual([0, expect.stringContaining('a part of the body')])
  })

  it('about a body that was cut is said', async () => {
    const cut = rawHttp(signed(body)).subarray(0, -5)
    expect((await explain([file('cut', cut)])).out.join()).toContain('Content-Length says')
    const gone = rawHttp(signed(body)).subarray(0, -Buffer.byteLength(body))
    expect((await explain([file('gone', gone)])).out.join()).toContain('--body <file>')
    const sent = write('sent.json', body)
    expect((await explain([file('gone', gone), '--body', sent])).code).toBe(0)
  })

  it('about a file that a curl command names is a line: a stranger may have written the command, so none is read', async () => {
    const command = curlCommand(signed(compact), bashQuoted).replace(/--data-binary .*/s, '--data-binary @')
    const there = write('body.json', compact)
    const pasted = file('curl-there', command + there)
    const { code, out, err } = await explain([pasted])
    expect([code, out]).toEqual([1, []])
    expect(err).toEqual([expect.stringMatching(/ is not read, because .* any file: give it with --body/)])
    expect((await explain([pasted, '--body', there])).code).toBe(0)
    const evil = await explain([file('curl-evil', `${command}$'\\e[2J\\n'`)])
    expect(evil.err).toEqual([expect.stringMatching(/from @\?\[2J\?, which is not read/)])
  })
})

describe('what cannot be done is one line, and 1; a wrong command line is 2', () => {
  const good = write('good', rawHttp(signed(body)))
  it.each([
    ['no such file', 1, ['nowhere.txt'], /^nowhere\.txt cannot be read \(ENOENT\)/],
    ['a folder', 1, [workplace.dir], /cannot be read \(EISDIR\)/],
    ['an empty file', 1, [write('empty', '')], /it is empty/],
    ['a body alone', 1, [write('alone.json', compact)], /a body alone proves nothing/],
    [
      'headers alone',
      1,
      [write('headers', 'Client-Id: a\nSignature: b\n\n{}')],
      /begin with the request line/,
    ],
    ['an answer', 1, [write('answer', 'HTTP/1.1 200 OK\n\n{}')], /this is an answer/],
    ['another form', 1, [good, '--form', 'har'], /is not a HAR file/],
    [
      'no header',
      1,
      [write('no-header', 'POST / HTTP/1.1\nnonsense\n\n')],
      /has a line among its headers that is none/,
    ],
    ['too much', 1, [write('much', Buffer.alloc(16 * 1_048_576 + 1))], /is over 16 MiB/],
    ['a secret that is no file', 1, [good, '--secret', 'nowhere'], /^nowhere cannot be read/],
    ['a key that is none', 1, [good, '--key', good], /is neither PEM nor base64/],
    ['a secret for a key', 1, [good, '--key', workplace.secret], /is a secret: name it with --secret/],
    ['a stage that cannot be', 1, [good, '--stage', 'a/b'], /no stage can be named "a\/b"/],
    ['an unknown form', 2, [good, '--form', 'fax'], /--form/],
    ['an unknown platform', 2, [good, '--platform', 'alipay'], /--platform/],
    ['a wrong number', 2, [good, '--index', '2'], /^--index is from 1 to 1/],
    ['a wrong prefix', 2, [good, '--prefix', 'prod/'], /^PUBLIC_PATH_PREFIX must begin with \//],
    ['two files', 2, [good, good], /too many arguments/],
  ])('%s', async (_, code, args, line) => {
    const told = await explain(args)
    expect(told).toEqual({ code, out: [], err: [expect.stringMatching(line)] })
    expect(told.err[0]).not.toContain('\n')
  })
})
