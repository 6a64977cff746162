import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSigner, type SigningContext } from '../../lib/edge/reply.ts'
import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { miniProgram } from '../../lib/platforms/mini-program/platform.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { worldfirst } from '../../lib/platforms/worldfirst/platform.ts'
import type { ClientKeys } from '../../lib/protocol/keys.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import { resultBody } from '../../lib/protocol/result.ts'
import { fakeTime } from '../support/model/fake-time.ts'

const BOUND = 16
const FLOOD = 2_000

// An ECDSA signature is random: two that are alike are one that was made once.
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })

function client(clientId: string, version: string): ClientKeys {
  const signing = { use: 'sign', version, algorithm: 'ECC256', hash: 'sha256', encoding: 'der' } as const
  return { clientId, signing: { ...signing, key: privateKey }, verifying: [], decrypting: [] }
}

function openSigner(platform: Platform) {
  const time = fakeTime()
  time.setClock(1_000 - (time.clock() % 1_000))
  const sign = createSigner(platform, time.clock)
  const refuse = (signingContext: Omit<SigningContext, 'refusal'>) =>
    sign({
      status: 200,
      body: resultBody(platform.answers.notGenuine),
      signingContext: { ...signingContext, refusal: true },
    })
  return { time, sign, refuse }
}

const floods: readonly [string, (i: number) => Omit<SigningContext, 'refusal'>][] = [
  ['the path', (i) => ({ client: client('A', '1'), uri: `/${i}` })],
  ['the client', (i) => ({ client: client(`A${i}`, '1'), uri: '/' })],
  ['the version of our key', (i) => ({ client: client('A', String(i)), uri: '/' })],
  ['all of them', (i) => ({ client: client(`A${i % 7}`, String(i % 3)), uri: `/${i}` })],
]

describe('a flood of refusals', () => {
  it.each(floods)('that varies %s has 16 signed in a second, each once', async (_, contextOf) => {
    const { time, refuse } = openSigner(antom)
    const signatures = new Set<unknown>()
    const flood = async () => {
      for (let i = 0; i < FLOOD; i++) signatures.add((await refuse(contextOf(i))).headers?.Signature)
      signatures.delete(undefined)
    }
    await flood()
    await time.pass(999)
    await flood()
    expect(signatures.size).toBe(BOUND)
    await time.pass(1)
    await flood()
    expect(signatures.size).toBe(2 * BOUND)
  })

  it.each([acquirer, antom, miniProgram, wallet, worldfirst])(
    'has $name answered U with 503 beyond that, so that a genuine sender goes on',
    async (platform) => {
      const { refuse } = openSigner(platform)
      const replies = []
      for (let i = 0; i <= BOUND; i++) replies.push(await refuse({ client: client('A', '1'), uri: `/${i}` }))
      const beyond = replies.at(-1)
      for (const { statusCode, headers } of replies.slice(0, -1)) {
        expect([statusCode, typeof headers?.Signature]).toEqual([200, 'string'])
      }
      expect([beyond?.statusCode, beyond?.headers?.Signature]).toEqual([503, undefined])
      expect(JSON.parse(String(beyond?.body))).toMatchObject({ result: { resultStatus: 'U' } })
    },
  )

  it('does not keep what is genuine from its signature', async () => {
    const { sign, refuse } = openSigner(antom)
    for (let i = 0; i < FLOOD; i++) await refuse({ client: client('A', '1'), uri: `/${i}` })
    const body = resultBody(antom.answers.acknowledged)
    const reply = await sign({
      status: 200,
      body,
      signingContext: { client: client('A', '1'), uri: '/', refusal: false },
    })
    expect(reply).toMatchObject({ statusCode: 200, body, headers: { Signature: expect.any(String) } })
  })
})
