import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { secretsManager } from '../../tools/local/stand-ins/secrets-manager.ts'
import { openStandIns } from '../../tools/local/stand-ins/server.ts'
import { selfSigned } from '../../tools/loopback/self-signed.ts'
import { bare, eccPair, publicPem } from '../keys/key-pairs.ts'
import { newClient, secretOf } from '../support/request/new-client.ts'
import { ORIGIN, openWorkplace } from './workplace.ts'
import { bashQuoted, curlCommand, rawHttp } from './written-forms.ts'

const workplace = openWorkplace()
const { write, signed, explain, diagnose, client } = workplace
const good = write('good', rawHttp(signed('{"a":1}')))

const alipay: KeyObject = createPublicKey(client.verifying.key)
const text = (key: KeyObject, type: 'spki' | 'pkcs1') => key.export({ type, format: 'pem' }).toString()

describe('a key that came alone', () => {
  const privateKey = createPrivateKey(client.sender.privateKey)
  it.each([
    ['SPKI in PEM', text(alipay, 'spki')],
    ['PKCS1 in PEM', text(alipay, 'pkcs1')],
    ['bare base64', bare(text(alipay, 'spki'))],
    ['bare base64 of PKCS1', bare(text(alipay, 'pkcs1'))],
    ['DER', alipay.export({ type: 'spki', format: 'der' })],
    ['the private half', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ])('verifies, as %s', async (name, key) => {
    const { code, out } = await explain([good, '--key', write(`${name}.key`, key)])
    expect([code, out[0]]).toEqual([0, expect.stringContaining(`${name}.key`)])
  })

  it('is the key of whatever version and client the message names', async () => {
    const other = newClient(`${ORIGIN}/wallet`, 'ANY_CLIENT', '7')
    const file = write('other', rawHttp(signed('{}', {}, other.sender)))
    expect((await explain([file, '--key', write('7.pem', other.verifying.key)])).code).toBe(0)
    expect((await explain([good, '--key', write('7.pem', other.verifying.key)])).code).toBe(1)
  })

  /** A request with a query, which has two URIs to try, under an ECC key. */
  function eccRequest(algorithm: string, hash: string, key: KeyObject, dsaEncoding: 'der' | 'ieee-p1363') {
    const [target, time] = ['/acquirer/notify?a=b', '2026-11-21T02:00:30Z']
    const text = Buffer.from(`POST ${target}\nCLIENT_1.${time}.{}`)
    const signature = encodeURIComponent(sign(hash, text, { key, dsaEncoding }).toString('base64'))
    const headers = [
      ['Client-Id', 'CLIENT_1'],
      ['Request-Time', time],
      ['Signature', `algorithm=${algorithm},keyVersion=2,signature=${signature}`],
    ] as const
    return write('ecc', rawHttp({ origin: ORIGIN, target, headers, body: Buffer.from('{}'), receivedAt: 0 }))
  }

  it.each([
    ['sha256', 'der'],
    ['sha256', 'ieee-p1363'],
    ['sha224', 'der'],
    ['sha224', 'ieee-p1363'],
  ] as const)('may be ECC, with %s and %s, which no page says', async (hash, encoding) => {
    const pair = eccPair('secp224r1')
    const file = eccRequest('ECC224', hash, pair.privateKey, encoding)
    const args = ['--key', write('ecc.pem', publicPem(pair)), '--platform', 'antom']
    expect((await explain([file, ...args])).code).toBe(0)
  })

  it('may be within a certificate', async () => {
    const { cert, key } = selfSigned()
    const file = eccRequest('ECC256', 'sha256', createPrivateKey(key), 'der')
    expect((await explain([file, '--key', write('cert.pem', cert)])).code).toBe(0)
    const der = Buffer.from(bare(cert), 'base64')
    expect((await explain([file, '--key', write('cert.der', der)])).code).toBe(0)
  })

  it('may be our own, and is named so', async () => {
    const byUs = signed('{}', {}, { ...client.sender, privateKey: client.signing.key })
    const file = write('by-us', rawHttp(byUs))
    const own = write('own.pem', client.signing.key)
    const { found } = await diagnose(file, '--key', write('a.pem', client.verifying.key), '--own-key', own)
    expect(found[0].causes).toMatchObject([{ name: 'own-key' }])
  })

  it('verifies the notification that Alipay signed in 2019', async () => {
    const { genuine } = JSON.parse(
      readFileSync(new URL('../../docs/vectors/published.json', import.meta.url), 'utf8'),
    )
    const call = {
      origin: 'https://local.allpay-test.com',
      target: `${genuine.httpUri}?allPayTn=5a9ddf96cc89dd30134549d68abbbd4a`,
      headers: [
        ['Client-Id', genuine.clientId],
        ['Request-Time', genuine.time],
        ['Signature', `algorithm=RSA256, keyVersion=0, signature=${genuine.signature}`],
        ['Content-Type', 'application/json'],
      ] as const,
      body: Buffer.from(genuine.body),
      receivedAt: 0,
    }
    const key = write('published.key', genuine.publicKey)
    const { code, out } = await explain([
      write('2019', curlCommand(call, bashQuoted)),
      '--key',
      key,
      '--platform',
      'acquirer',
    ])
    expect([code, out[0]]).toEqual([
      1,
      expect.stringMatching(/^NOT VALID: the signature is genuine, but no route .* hours ago/),
    ])
  })
})

describe('secrets', () => {
  const other = newClient(`${ORIGIN}/antom/notify`, 'CLIENT_1')
  const entry = ({ signing, verifying }: typeof other) => ({
    CLIENT_1: { signing: [{ ...signing, current: true }], verifying: [verifying] },
  })
  const sandbox = write('sandbox.json', secretOf(entry(other)))

  it('may be several: the first that names a client has it, and another may have signed', async () => {
    const bySandbox = write('by-sandbox', rawHttp(signed('{}', {}, other.sender)))
    expect((await explain([bySandbox, '--secret', sandbox])).code).toBe(0)
    expect((await explain([good, '--secret', workplace.secret, '--secret', sandbox])).code).toBe(0)
    const { found } = await diagnose(bySandbox, '--secret', workplace.secret, '--secret', sandbox)
    expect(found[0].causes).toHaveLength(1)
    expect(found[0].key.key.source).toBe(sandbox)
  })

  it('decide alone what the receiver has: no further key makes a message of another platform VALID', async () => {
    const toWallet = { ...signed('{}', { uri: '/wallet/pay' }, other.sender), target: '/wallet/pay' }
    const file = write('to-wallet', rawHttp(toWallet))
    const key = write('alone.pem', other.verifying.key)
    expect((await explain([file, '--key', key])).code).toBe(0)
    expect((await explain([file, '--key', key, '--secret', workplace.secret])).code).toBe(1)
  })

  it('are read for the platform that somebody says, or their name, or any', async () => {
    const nameless = write('keys.json', secretOf(entry(client)))
    expect((await explain([good, '--secret', nameless])).code).toBe(0)
    expect((await explain([good, '--secret', nameless, '--platform', 'antom'])).code).toBe(0)
    const { code, out } = await explain([good, '--secret', nameless, '--platform', 'wallet'])
    expect([code, out[0]]).toEqual([0, expect.stringMatching(/^VALID: a message to wallet/)])
  })

  it('have their problems shown, with the place and without a value', async () => {
    const broken = {
      ...entry(client),
      CLIENT_2: { signing: [{ version: '1', key: 'canary-value' }], verifying: [], canary: 1 },
    }
    const file = write('broken-antom.json', secretOf(broken))
    const { code, err } = await explain([good, '--secret', file])
    expect(code).toBe(0)
    expect(err).toContainEqual(
      expect.stringMatching(/broken-antom\.json: antom clients\.CLIENT_2\.signing\[0\]\.key: is neither PEM/),
    )
    expect(err.join()).not.toContain('canary-value')
  })

  it('of the local stack are used by default, with what continues them; its pretend Alipay is known too', async () => {
    const [second, pretend] = [
      newClient(`${ORIGIN}/antom/notify`, 'SECOND'),
      newClient(`${ORIGIN}/antom/notify`, 'CLIENT_1'),
    ]
    write('local/secrets/antom-2.json', secretOf({ SECOND: entry(second).CLIENT_1 }))
    write('local/senders.json', JSON.stringify({ antom: pretend.sender, wallet: { clientId: 'X' } }))
    expect((await explain([write('second', rawHttp(signed('{}', {}, second.sender)))])).code).toBe(0)
    const { found } = await diagnose(write('pretend', rawHttp(signed('{}', {}, pretend.sender))))
    expect(found[0]).toMatchObject({
      verdict: 'EXPLAINED',
      key: { key: { source: 'the pretend Alipay (senders.json)' } },
    })
  })

  it('that are not there are one line that says what to do', async () => {
    vi.stubEnv('LOCAL_DIR', `${workplace.dir}/nowhere`)
    const { code, out, err } = await explain([good])
    expect([code, out, err]).toEqual([
      1,
      [],
      [expect.stringMatching(/nowhere is not there: run `npm start` first, or name keys with --secret/)],
    ])
    vi.stubEnv('LOCAL_DIR', `${workplace.dir}/local`)
  })
})

describe('the secrets of a stage', async () => {
  const standIns = await openStandIns(secretsManager(`${workplace.dir}/local/secrets`))
  afterAll(() => standIns.close())
  const access = {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: standIns.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  }
  for (const [name, value] of Object.entries(access)) vi.stubEnv(name, value)

  it('are read with the credentials that are there, and what else is named may have signed', async () => {
    const { code, out } = await explain([good, '--stage', 'local'])
    expect([code, out[0]]).toEqual([0, expect.stringContaining('alipay-receiver/local/antom')])
    const other = newClient(`${ORIGIN}/antom/notify`, 'CLIENT_1')
    const sandbox = write(
      'other-antom.json',
      secretOf({
        CLIENT_1: { signing: [{ ...other.signing, current: true }], verifying: [other.verifying] },
      }),
    )
    const { found } = await diagnose(
      write('other', rawHttp(signed('{}', {}, other.sender))),
      '--stage',
      'local',
      '--secret',
      sandbox,
    )
    expect(found[0]).toMatchObject({ verdict: 'EXPLAINED', key: { key: { source: sandbox } } })
  })

  it('that have no value are one line', async () => {
    const { code, out, err } = await explain([good, '--stage', 'elsewhere'])
    expect([code, out, err]).toEqual([1, [], [expect.stringMatching(/elsewhere have no value yet/)]])
  })
})
