import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { secretsManager } from '../../tools/local/stand-ins/secrets-manager.ts'
import { openStandIns } from '../../tools/local/stand-ins/server.ts'
import { privatePem, publicPem, rsaPair } from '../keys/key-pairs.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { refuse, startAwsStandIn } from '../support/stack/aws-stand-in.ts'
import { runKeys } from './run-keys.ts'

const [ours, theirs] = [rsaPair(), rsaPair()]
const client = {
  signing: [{ version: '2', key: privatePem(ours), current: true }],
  verifying: [{ version: '7', key: publicPem(theirs) }],
}

let dir = ''
beforeEach(() => {
  dir = temporaryFolder()
  vi.stubEnv('LOCAL_DIR', dir)
})

function file(name: string, text: string): string {
  const path = join(dir, name)
  mkdirSync(join(dir, 'secrets'), { recursive: true })
  writeFileSync(path, text)
  return path
}

const secret = (clients: object) => JSON.stringify({ clients })
const check = (...args: readonly string[]) => runKeys('check', ...args)

async function enterStage(): Promise<void> {
  const { url, close } = await openStandIns(secretsManager(join(dir, 'secrets')))
  onTestFinished(close)
  const env = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }
  for (const [name, value] of Object.entries({ ...env, AWS_ENDPOINT_URL_SECRETS_MANAGER: url }))
    vi.stubEnv(name, value)
}

describe('keys check says whose a key is, by', () => {
  const belongs = `Alipay's key of antom SHOP, version 7`

  it("the local stack's secrets", async () => {
    file('secrets/antom.json', secret({ SHOP: client }))
    const { printed, code } = await check(file('key.pem', publicPem(theirs)))
    expect([printed.join('\n'), code]).toEqual([expect.stringContaining(belongs), 0])
  })

  it('a secret in a file', async () => {
    const asked = ['--secret', file('mine.json', secret({ SHOP: client })), '--platform', 'antom']
    const { printed } = await check(file('key.pem', publicPem(theirs)), ...asked)
    expect(printed.join('\n')).toContain(`${belongs} (${join(dir, 'mine.json')})`)
  })

  it('the secrets of a stage, continuations included', async () => {
    file('secrets/antom.json', secret({ OTHER: client }))
    file(
      'secrets/antom-2.json',
      secret({ SHOP: { ...client, verifying: [{ version: '8', key: publicPem(ours) }] } }),
    )
    await enterStage()
    const { printed } = await check(file('key.pem', publicPem(theirs)), '--stage', 'local', '--json')
    expect(JSON.parse(printed[0] ?? '').owners).toMatchObject([
      { clientId: 'OTHER', source: 'alipay-receiver/local/antom' },
    ])
  })

  it('the pretend Alipay', async () => {
    const sender = { clientId: 'SHOP', keyVersion: '1', privateKey: privatePem(theirs) }
    file('secrets/antom.json', secret({ SHOP: client }))
    file('senders.json', JSON.stringify({ antom: sender }))
    const { printed } = await check(file('key.pem', publicPem(theirs)))
    expect(printed.join('\n')).toContain("the pretend Alipay's key for antom")
  })
})

describe('keys check of a secret', () => {
  it('shows each client, its versions and fingerprints, and which one signs', async () => {
    const path = file('mine.json', secret({ SHOP: client }))
    const { printed, code } = await check('--secret', path, '--platform', 'antom', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(printed[0] ?? '')).toMatchObject({
      platform: 'antom',
      problems: [],
      clients: [
        {
          clientId: 'SHOP',
          usable: true,
          signing: [
            {
              version: '2',
              signs: true,
              kind: 'RSA, 2048 bits',
              fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
            },
          ],
          verifying: [{ version: '7', signs: false }],
        },
      ],
    })
  })

  it('shows where a client asks, and what is wrong with a gateway', async () => {
    const gateway = 'https://open-sea-global.alipay.com/ams'
    const clients = {
      SHOP: { ...client, gateway: `${gateway}/` },
      LAB: { ...client, gateway: 'http://hunter2' },
    }
    const { printed, code } = await check(
      '--secret',
      file('mine.json', secret(clients)),
      '--platform',
      'antom',
    )
    const text = printed.join('\n')
    expect(text).toContain(`    gateway  ${gateway}\n`)
    expect(text).toContain('wrong  antom clients.LAB.gateway: must be a URL such as')
    expect(text).not.toContain('hunter2')
    expect(code).toBe(1)
  })

  it('shows everything that the receiver has against it, and no key', async () => {
    const wrong = { ...client, verifying: [{ version: '7', key: publicPem(ours) }] }
    const { printed, code } = await check(
      '--secret',
      file('mine.json', secret({ SHOP: wrong })),
      '--platform',
      'antom',
    )
    expect(code).toBe(1)
    expect(printed.join('\n')).toContain(
      "antom clients.SHOP.verifying[0].key: is your own public key: Alipay's belongs here",
    )
    const pieces = [publicPem(ours), privatePem(ours)].flatMap((pem) => pem.match(/[\w+/]{24}/g) ?? [])
    expect(pieces.filter((piece) => printed.join('\n').includes(piece))).toEqual([])
  })

  it('is of all secrets of a stage where none is named', async () => {
    file('secrets/antom.json', secret({ SHOP: client }))
    file('secrets/wallet.json', '{')
    await enterStage()
    const { printed, code } = await check('--stage', 'local')
    expect(code).toBe(1)
    expect(printed.filter((line) => !line.startsWith(' '))).toEqual([
      'antom: alipay-receiver/local/antom',
      'wallet: alipay-receiver/local/wallet',
    ])
    expect(printed).toContainEqual(expect.stringContaining('wallet: is not JSON'))
  })
})

describe('keys check says in one line what is wrong with', () => {
  it.each<[string, readonly string[], RegExp]>([
    [
      'nothing at all',
      [],
      /^no secret is here: name a file with a key, - for standard input, --secret <file> or --stage <stage>$/,
    ],
    ['a file that is not there', ['/none'], /^\/none cannot be read \(ENOENT\)/],
    ['a secret of nobody', ['--secret', '/none'], /^--secret needs --platform </],
    ['a secret that is not there', ['--secret', '/none', '--platform', 'antom'], /^\/none cannot be read/],
    ['a platform', ['/none', '--platform', 'wallets'], /did you mean wallet\?$/],
    ['a place', ['/none', '--as', 'sign'], /Allowed choices are signing, verifying/],
    ['a stage', ['--stage', 'a b'], /^no stage can be named "a b"$/],
  ])('%s', async (_, args, line) => {
    const { problem, printed } = await check(...args)
    expect([problem?.split('\n'), printed]).toEqual([[expect.stringMatching(line)], []])
  })

  it.each([
    ['AccessDeniedException', /^the role may not do it/],
    ['UnrecognizedClientException', /^AWS refuses the credentials/],
    ['ResourceNotFoundException', /^the secrets of the stage prod have no value yet: put the keys in$/],
  ])('a stage that AWS answers with %s', async (type, line) => {
    await using aws = await startAwsStandIn((_, response) => refuse(response, 400, type))
    const env = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }
    for (const [name, value] of Object.entries({ ...env, AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.url }))
      vi.stubEnv(name, value)
    const { problem } = await check('--stage', 'prod')
    expect(problem?.split('\n')).toEqual([expect.stringMatching(line)])
  })
})
