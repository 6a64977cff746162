import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { isSignatureOf, signedText } from '../../tools/alipay/signatures.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { startStack } from '../support/stack/local-stack.ts'
import { startPartner } from './partner.ts'
import { runVerb } from './run-verb.ts'

const stack = await startStack()
vi.stubEnv('LOCAL_DIR', stack.files.dir)

const S = '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}'
const holds = { kind: 'holds', keyVersion: '1' }

const pem = (key: KeyObject) =>
  key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString()

function fileWith(content: string | Buffer): string {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, content)
  return file
}

describe('send', () => {
  it('sends a payment’s notification where no API is named, and shows request, answer and signature', async () => {
    const { out, failure } = await runVerb('send', 'antom')
    expect(failure).toBeUndefined()
    expect(out).toContain(`POST ${stack.sender('antom').url}/notifyPayment`)
    expect(out).toContain('Client-Id: LOCAL_ANTOM')
    expect(out).toContain('"notifyType": "PAYMENT_RESULT"')
    expect(out).toMatch(/HTTP 200, in \d+ ms/)
    expect(out).toContain('"resultStatus": "S"')
    expect(out).toMatch(/the signature holds, key version 1$/)
    expect(out).not.toContain('PRIVATE KEY')
  })

  it('sends a new message each time, and the same with --same-id', async () => {
    const idOf = async (...args: readonly string[]) => {
      const { json } = await runVerb('send', 'antom', '--json', ...args)
      return JSON.parse(json[0].request.body).paymentRequestId
    }
    expect(await idOf()).not.toBe(await idOf())
    expect(await idOf('--same-id=a')).toBe('order-20251120-0001-a')
    expect(await idOf('--same-id')).toBe('order-20251120-0001')
  })

  it('sets fields, and remarks on one that the sample does not have', async () => {
    const { json, notes } = await runVerb(
      'send',
      'wallet',
      'pay',
      'paymentAmount.value=200',
      'memo=x',
      '--json',
    )
    expect(JSON.parse(json[0].request.body)).toMatchObject({
      paymentAmount: { currency: 'JPY', value: '200' },
      memo: 'x',
    })
    expect(notes).toEqual(['the sample has no memo'])
    expect(json).toMatchObject([{ platform: 'wallet', api: 'pay', good: true, signature: holds }])
  })

  it('names the field that was most likely meant', async () => {
    const { notes } = await runVerb('send', 'antom', 'paymentAmont.value=3', 'pspCustomerInfo.x=1', '--quiet')
    expect(notes[0]).toBe('the sample has no paymentAmont.value: did you mean paymentAmount.value?')
    expect(notes).not.toContainEqual(expect.stringContaining('undefined'))
  })

  it('says what the receiver says of what it does not serve', async () => {
    const url = `${stack.sender('antom').url}/`
    const { out, failure } = await runVerb('send', 'antom', '--url', url, '--quiet')
    expect(out).toMatch(
      /404 .* NOT SIGNED; it says: POST \/antom\/notify\/ is not served: POST \/antom\/notify is$/,
    )
    expect(failure).toContain('is not served')
  })

  it('sends a file byte for byte', async () => {
    const body = Buffer.from('{ "a" : 1.50,\r\n "b":"\\/" }\n')
    const { received, origin } = await startPartner(S)
    await runVerb('send', 'antom', '--body', fileWith(body), '--url', `${origin}/n`)
    expect(received[0]?.body).toBe(body.toString())
  })

  it('is content with an answer of F or U that is signed, and shows it', async () => {
    const { out, failure } = await runVerb('send', 'wallet', 'refund', '--quiet')
    expect(out).toMatch(
      /^wallet refund +200 U UNKNOWN_EXCEPTION +\d+ ms {2}the signature holds, key version 1$/,
    )
    expect(failure).toBeUndefined()
  })

  it('adds to a recording that only its owner reads', async () => {
    const file = join(temporaryFolder(), 'calls')
    await runVerb('send', 'antom', '--record', file, '--quiet')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      method: 'POST',
      target: '/antom/notify/notifyPayment',
      status: 200,
    })
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})

describe('send to a URL', () => {
  it.each([
    ['a notification to it as it is', ['antom'], '/alipay/n?x=1', '/alipay/n?x=1'],
    ['a command to its name behind it', ['wallet', 'pay'], '/alipay', '/alipay/pay'],
    ['a command to it as it is, where it is whole', ['wallet', 'pay', '--exact'], '/alipay/p', '/alipay/p'],
  ])('sends %s, and signs that', async (_, args, path, target) => {
    const { origin, received } = await startPartner(S)
    const { json } = await runVerb('send', ...args, '--url', origin + path, '--json')
    expect(received[0]?.target).toBe(target)
    expect(json[0].request).toMatchObject({ url: origin + target, signedUri: target })
  })

  it('fails where the answer is not signed, but for what need not be', async () => {
    const { origin } = await startPartner(S)
    expect(await runVerb('send', 'worldfirst', '--url', origin, '--quiet')).toMatchObject({
      failure: 'NOT SIGNED',
    })
    expect(await runVerb('send', 'antom', '--url', origin, '--quiet')).toMatchObject({
      failure: undefined,
      out: expect.stringContaining('unsigned, rightly: Antom asks for no signature here'),
    })
  })

  it('says what the answer to a fault must be, and fails where it is another', async () => {
    const { origin } = await startPartner(S)
    const { failure } = await runVerb(
      'send',
      'worldfirst',
      '--url',
      origin,
      '--fault',
      'wrong-key',
      '--quiet',
    )
    expect(failure).toBe('NOT SIGNED; MUST BE 200 U UNKNOWN_EXCEPTION')
  })

  it('shows nothing of an answer that would steer the terminal, and no secret header', async () => {
    const { origin } = await startPartner('\u001b[2J\u009b31m\u202e', { 'set-cookie': 'canary' })
    const { out } = await runVerb('send', 'antom', '--url', origin, '--header', 'Agent-Token=canary')
    expect(out).toContain('\\u{1b}[2J\\u{9b}31m\\u{202e}')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it must not be there
    expect(out).not.toMatch(/[\u001b\u009b\u202e]|canary/)
  })

  it('sends the headers that are given, in place of its own', async () => {
    const { origin, received } = await startPartner(S)
    await runVerb(
      'send',
      'antom',
      '--url',
      origin,
      '--header',
      'X-A=b=c',
      '--header',
      'content-type=text/plain',
    )
    expect(received[0]?.headers).toMatchObject({ 'x-a': 'b=c', 'content-type': 'text/plain' })
    expect(received[0]?.rawHeaders.filter((name) => /^content-type$/i.test(name))).toHaveLength(1)
  })

  it('signs another URI than it calls, where asked', async () => {
    const { failure, json, notes } = await runVerb('send', 'antom', '--sign-uri', '/prod/notify', '--json')
    expect(notes).toEqual([expect.stringMatching(/^why\? .*`npm run alipay -- explain refused\.ndjson`$/)])
    expect(json[0]).toMatchObject({
      request: { signedUri: '/prod/notify' },
      answer: { result: { resultCode: 'INVALID_SIGNATURE' } },
      signature: { kind: 'holds', uri: '/antom/notify/notifyPayment' },
    })
    expect(failure).toBeUndefined()
  })

  it('takes a certificate that nobody vouches for with --insecure alone, and on this machine alone', async () => {
    const { origin, received } = await startPartner(S, {}, true)
    const { failure } = await runVerb('send', 'antom', '--url', origin)
    expect(failure).toMatch(/nobody vouches for .*--insecure takes it$/)
    expect((await runVerb('send', 'antom', '--url', origin, '--insecure')).failure).toBeUndefined()
    expect(received).toHaveLength(1)
    const elsewhere = await runVerb('send', 'antom', '--url', 'https://127.0.0.1.example.com', '--insecure')
    expect(elsewhere.failure).toMatch(/^--insecure is for this machine alone/)
  })
})

describe('send as somebody', () => {
  it.each([
    ['RSA256', () => generateKeyPairSync('rsa', { modulusLength: 2048 }), [], undefined],
    ['ECC256', () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' }), [], undefined],
    [
      'ECC224',
      () => generateKeyPairSync('ec', { namedCurve: 'secp224r1' }),
      ['--ecc', 'sha256-raw'],
      { hash: 'sha256', encoding: 'raw' } as const,
    ],
  ] as const)('signs by %s with the key of a file', async (name, create, args, form) => {
    const { privateKey, publicKey } = create()
    const { origin, received } = await startPartner(S)
    const key = fileWith(pem(privateKey))
    await runVerb(
      ...[
        'send',
        'antom',
        '--url',
        `${origin}/n`,
        '--client',
        'C1',
        '--key',
        key,
        '--key-version',
        '7',
        ...args,
      ],
    )
    const { headers, body = '' } = received[0] ?? {}
    const [, value = ''] =
      new RegExp(`^algorithm=${name}, keyVersion=7, signature=(.*)$`).exec(String(headers?.signature)) ?? []
    const text = signedText('/n', 'C1', String(headers?.['request-time']), Buffer.from(body))
    const signature = Buffer.from(decodeURIComponent(value), 'base64')
    const hash = name === 'ECC224' && !form ? 'sha224' : 'sha256'
    expect(isSignatureOf(signature, text, pem(publicKey), [{ name, hash, ...form }])).toBe(true)
  })

  it('is taken by the receiver that knows the client and its ECC key', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    const partner = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const client = {
      signing: [{ version: '4', key: pem(partner.privateKey), current: true }],
      verifying: [{ version: '2', key: pem(publicKey), hash: 'sha256', encoding: 'raw' }],
    }
    const before = JSON.parse(readFileSync(join(stack.files.secrets, 'acquirer.json'), 'utf8'))
    stack.putSecret('acquirer', JSON.stringify({ clients: { ...before.clients, ECC_CLIENT: client } }))
    const args = ['send', 'acquirer', '--client', 'ECC_CLIENT', '--key', fileWith(pem(privateKey))]
    const signed = [...args, '--key-version', '2', '--ecc', 'sha256-raw', '--quiet']
    const keys = ['--partner-key', fileWith(pem(partner.publicKey)), '--partner-key-version', '4']
    expect(await runVerb(...signed, ...keys)).toMatchObject({
      out: expect.stringMatching(/200 S SUCCESS .*the signature holds, key version 4$/),
      failure: undefined,
    })
    expect((await runVerb(...signed)).failure).toMatch(/DOES NOT HOLD: it names the key version 4/)
  })

  it('needs no stack where URL, client and key are given; what it cannot check, it says', async () => {
    vi.stubEnv('LOCAL_DIR', temporaryFolder())
    try {
      const signer = generateKeyPairSync('rsa', { modulusLength: 2048 })
      const { origin } = await startPartner(S, {
        'client-id': 'C1',
        'response-time': 't',
        signature: 'algorithm=RSA256,keyVersion=9,signature=AA%3D%3D',
      })
      const own = ['--client', 'C1', '--key', fileWith(pem(signer.privateKey))]
      const { failure } = await runVerb('send', 'antom', '--url', origin, ...own, '--quiet')
      expect(failure).toBe(
        'signed under key version 9, not checked: give the partner’s public key with --partner-key',
      )
      expect((await runVerb('send', 'antom')).failure).toMatch(
        /^no stack has run in .* yet: start one with `npm start`/,
      )
    } finally {
      vi.stubEnv('LOCAL_DIR', stack.files.dir)
    }
  })

  it('takes a key as a console shows it, bare base64', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const bare = fileWith(privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'))
    const { origin } = await startPartner(S)
    const { failure } = await runVerb('send', 'antom', '--url', origin, '--key', bare, '--quiet')
    expect(failure).toBeUndefined()
    expect(createPublicKey(privateKey).asymmetricKeyType).toBe('rsa')
  })
})

describe('send many', () => {
  it('counts the answers, the signatures that hold, and the time', async () => {
    const { out, failure } = await runVerb('send', 'wallet', 'pay', '--times', '12', '--concurrency', '4')
    expect(out).toMatch(
      /^ +12 {2}200 S SUCCESS\n12 of 12 are signed as they must be\np50 \d+ ms, p95 \d+ ms$/,
    )
    expect(failure).toBeUndefined()
  })

  it('prints an object for each call, each with ids of its own', async () => {
    const { json, out } = await runVerb('send', 'antom', '--times', '5', '--concurrency', '2', '--json')
    const ids = json.map(({ request }) => JSON.parse(request.body).paymentRequestId)
    expect(new Set(ids).size).toBe(5)
    expect(out).toBe('')
  })

  it('says how many are not as they must be, and why', async () => {
    const { origin } = await startPartner(S)
    const { failure } = await runVerb('send', 'worldfirst', '--url', origin, '--times', '3')
    expect(failure).toBe('3 of 3 are not as they must be: NOT SIGNED')
  })
})

describe('what is wrong is said in one line:', () => {
  it.each<[readonly string[], RegExp]>([
    [[], /^send what\? `npm run alipay -- send antom`, or /],
    [['wallett'], /^no platform is named "wallett": did you mean wallet\?$/],
    [['toString'], /^no platform is named "toString": choose of acquirer, antom/],
    [['wallet'], /^wallet sends no notifications; name a command: applyToken, applyToken\.refresh, /],
    [
      ['wallet', '../pay'],
      /^no API of wallet is named "\.\.\/pay": choose of applyToken, applyToken\.refresh, /,
    ],
    [['antom', 'notifypayment'], /did you mean notifyPayment\?/],
    [['antom', 'notifyPayment', 'field'], /^"field" is no field: write path=value/],
    [['antom', 'a=b', '--body', '/dev/null'], /^--body is sent byte for byte/],
    [['antom', '--body', '/nowhere'], /^\/nowhere cannot be read \(ENOENT\)$/],
    [['antom', '--key', '/dev/null'], /^\/dev\/null is no private key in PEM or base64/],
    [['antom', '--url', 'ftp://host/x'], /^--url must be http\(s\):\/\/host\/path/],
    [['antom', '--url', 'http://host/a b'], /^--url must be/],
    [
      ['antom', '--url', 'http://127.0.0.1:1'],
      /^nothing answers at http:\/\/127\.0\.0\.1:1 \(ECONNREFUSED\): is `npm start` running\?$/,
    ],
    [['antom', '--fault', 'stage-sgned'], /did you mean stage-signed\?/],
    [['antom', '--fault', 'wrong-kee'], /^no fault is named "wrong-kee": did you mean wrong-key\?/],
    [
      ['antom', 'notifyMeterEvent', '--fault', 'stale'],
      /^antom notifyMeterEvent cannot have the fault stale: /,
    ],
    [['antom', '--algorithm', 'ECC256'], /^the key is one for RSA256, and cannot sign by ECC256/],
    [['antom', '--client', 'a\nb'], /^the request cannot be put on the wire \(ERR_INVALID_CHAR\)/],
    [['antom', '--times', '0'], /must be a whole number from 1/],
    [['antom', '--header', 'a\u0001=b'], /Say it as name=value/],
    [['antom', '--speed', 'fast'], /Say it as 1000x/],
    [['antom', '--record', '/dev/null/x'], /^\/dev\/null\/x cannot be written \(ENOTDIR\)$/],
  ])('send %j', async (args, line) => {
    const { failure = '' } = await runVerb('send', ...args)
    expect(failure).toMatch(line)
    expect(failure).not.toContain('\n')
  })

  it('the list has all by platform and kind, the faults each with a line', async () => {
    const { out } = await runVerb('send', '--list')
    expect(out).toMatch(/wallet, commands\n {2}applyToken\n {2}applyToken\.refresh\n/)
    expect((await runVerb('send', 'antom', '--list')).out).not.toContain('wallet')
    expect((await runVerb('send', '--list', '--json')).json[0]).toContainEqual({
      platform: 'worldfirst',
      kind: 'notification',
      name: 'notifyVostro',
    })
    expect((await runVerb('send', '--fault', 'list')).out).toMatch(/^wrong-key +signed with a key/)
  })
})
