import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'
import { readSenders } from '../../tools/alipay/read-senders.ts'
import { isCommander, isNotifier, type Sender } from '../../tools/alipay/sender.ts'
import { signCommand, signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, TAKEN } from '../support/request/answer.ts'
import { newClient } from '../support/request/new-client.ts'
import { newBody } from '../support/request/requests.ts'
import { startStack } from '../support/stack/local-stack.ts'
import { runKeys } from './run-keys.ts'

const stack = await startStack()
const { dir, secrets, senders, environment } = stack.files
const REFUSED = '200 F INVALID_SIGNATURE signed'

beforeEach(() => vi.stubEnv('LOCAL_DIR', dir))

/** As it is played now. */
function senderOf(platform: string): Sender {
  const sender = readSenders(senders)?.[platform]
  if (!sender) throw new Error(`nobody plays ${platform}`)
  return sender
}

/** What a message is answered; `signed` means by the key and version that the sender expects. */
function answered(platform: string, sender: Sender): Promise<string> {
  if (isNotifier(sender)) return answerTo(signRequest(sender, newBody(platform)), sender)
  if (!isCommander(sender)) throw new Error('it sends nothing')
  return answerTo(
    signCommand(sender, 'inquiryPayment', freshCommand(platform, 'inquiryPayment', 'rotation')),
    sender,
  )
}

const secretOf = (platform: string) => readFileSync(join(secrets, `${platform}.json`), 'utf8')

/** The versions in the secret, as the pretend Alipay's client has them. */
function versionsIn(platform: string, list: 'signing' | 'verifying'): readonly string[] {
  const client = JSON.parse(secretOf(platform)).clients[senderOf(platform).clientId]
  return client[list].map(({ version, current }: { version: string; current?: boolean }) =>
    current ? `${version} current` : version,
  )
}

/** Of our key of the mini-program's client, as its secret has it now. */
function ourPublicHalf(): string {
  const [entry] = JSON.parse(secretOf('mini-program')).clients[senderOf('mini-program').clientId].signing
  const key = createPublicKey(
    createPrivateKey({ key: Buffer.from(entry.key, 'base64'), format: 'der', type: 'pkcs8' }),
  )
  return key.export({ type: 'spki', format: 'pem' }).toString()
}

/** The step that is next, once the line was run. */
async function stepAfter(...args: readonly string[]) {
  const { printed, problem } = await runKeys('rotate', ...args, '--json')
  if (problem) throw new Error(problem)
  const { step, checks } = JSON.parse(printed[0] ?? '')
  return { step, holds: checks.every(({ holds }: { holds: boolean }) => holds) }
}

describe('on this machine', () => {
  it.each(['antom', 'wallet'])(
    'our key of %s is replaced, and every answer on the way is signed as its sender expects',
    async (platform) => {
      const line = ['--local', '--platform', platform, '--to', '2'] as const
      const before = secretOf(platform)
      expect(await stepAfter(...line)).toEqual({ step: 'add', holds: true })
      expect(secretOf(platform)).toBe(before)
      const taken = await answered(platform, senderOf(platform))
      expect(taken).toContain(' signed')

      expect(await stepAfter(...line, '--do')).toEqual({ step: 'switch', holds: true })
      expect(versionsIn(platform, 'signing')).toEqual(['1 current', '2'])
      expect(await answered(platform, senderOf(platform))).toBe(taken)

      // New environments read the secret at once; those that run, twice a minute at most.
      await stack.restart()
      expect(await stepAfter(...line, '--do')).toEqual({ step: 'remove', holds: true })
      expect(versionsIn(platform, 'signing')).toEqual(['1', '2 current'])
      expect(senderOf(platform).partnerKeyVersion).toBe('2')
      expect(await answered(platform, senderOf(platform))).toBe(taken)

      expect(await stepAfter(...line, '--do')).toEqual({ step: null, holds: true })
      expect(versionsIn(platform, 'signing')).toEqual(['2 current'])
      await stack.restart()
      expect(await answered(platform, senderOf(platform))).toBe(taken)
      expect(await stepAfter(...line, '--do')).toEqual({ step: null, holds: true })
    },
  )

  it("Alipay's key is replaced: both verify until the old one is taken out", async () => {
    const line = ['--local', '--platform', 'acquirer', '--theirs', '--to', '2'] as const
    const old = senderOf('acquirer')
    expect(await stepAfter(...line, '--do')).toEqual({ step: 'remove', holds: true })
    expect(versionsIn('acquirer', 'verifying')).toEqual(['1', '2'])
    const young = senderOf('acquirer')
    expect(young.keyVersion).toBe('2')
    expect([await answered('acquirer', old), await answered('acquirer', young)]).toEqual([TAKEN, TAKEN])

    expect(await stepAfter(...line, '--do')).toEqual({ step: null, holds: true })
    expect(versionsIn('acquirer', 'verifying')).toEqual(['2'])
    await stack.restart()
    expect([await answered('acquirer', old), await answered('acquirer', young)]).toEqual([REFUSED, TAKEN])
  })

  it('nothing is written that the receiver would have something against', async () => {
    const before = secretOf('worldfirst')
    const file = join(dir, 'own.pem')
    writeFileSync(file, senderOf('worldfirst').partnerPublicKey)
    const { problem } = await runKeys(
      'rotate',
      '--local',
      '--platform',
      'worldfirst',
      '--theirs',
      '--to',
      '2',
      '--key',
      file,
      '--do',
    )
    expect(problem).toMatch(/^nothing was written, because the receiver would say: .*is your own public key/)
    expect(secretOf('worldfirst')).toBe(before)
  })
})

describe('on a stage', () => {
  /** The running stack as a stage: its secrets through the AWS SDK. */
  const stage = ['--stage', 'local', '--platform', 'mini-program', '--to', '2'] as const
  const url = () => ['--url', senderOf('mini-program').url ?? '']
  const enter = () => {
    for (const [name, value] of Object.entries(JSON.parse(readFileSync(environment, 'utf8'))))
      vi.stubEnv(name, String(value))
  }
  const problemOf = async (...args: readonly string[]) => (await runKeys('rotate', ...stage, ...args)).problem
  const letPass = (days: number) => {
    const then = Date.now() / 1000 - days * 86_400 - 60
    utimesSync(join(secrets, 'mini-program.json'), then, then)
  }

  it('our key is replaced only as a person says and the receiver shows', async () => {
    enter()
    const old = senderOf('mini-program')
    expect(await stepAfter(...stage, ...url(), '--do')).toEqual({ step: 'switch', holds: true })
    expect(await answered('mini-program', old)).toBe(TAKEN)

    const added = secretOf('mini-program')
    expect(await problemOf('--do')).toBe('say --uploaded once the public half stands in the console')
    expect(secretOf('mini-program')).toBe(added)
    await stack.restart()
    enter()
    expect(await stepAfter(...stage, ...url(), '--do', '--uploaded')).toEqual({ step: 'remove', holds: true })

    expect(await problemOf('--do', ...url())).toBe(
      'too early to remove: the secret must stay as it is for 24 h more',
    )
    letPass(1)
    expect(await problemOf('--do')).toMatch(
      /^nothing is removed before the receiver shows that it does without: nobody was asked which key signs: say --url https:/,
    )
    expect(await stepAfter(...stage, ...url(), '--do')).toEqual({ step: null, holds: true })
    expect(versionsIn('mini-program', 'signing')).toEqual(['2 current'])
  })

  it("Alipay's key is replaced once its public half is given, and nothing came under the old one for two days", async () => {
    enter()
    const theirs = [...stage, '--theirs'] as const
    const { sender, verifying } = newClient(
      senderOf('mini-program').url ?? '',
      senderOf('mini-program').clientId,
      '2',
    )
    expect((await runKeys('rotate', ...theirs, '--do')).problem).toMatch(
      /^say --key <file> with the platform's new public key/,
    )
    const file = join(dir, 'theirs.pem')
    writeFileSync(file, verifying.key)
    expect((await stepAfter(...theirs, '--key', file, '--do')).step).toBe('remove')
    const young = { ...sender, partnerPublicKey: ourPublicHalf(), partnerKeyVersion: '2' }
    await stack.restart()
    enter()
    expect(await answered('mini-program', young)).toBe(TAKEN)
    letPass(2)
    expect((await runKeys('rotate', ...theirs, '--do')).problem).toBe(
      'say --seen once messages came under the new key, and for two days none under the old one',
    )
    expect((await stepAfter(...theirs, '--do', '--seen')).step).toBe(null)
    expect(versionsIn('mini-program', 'verifying')).toEqual(['2'])
  })
})
