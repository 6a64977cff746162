import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
  sign,
} from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type SignedRequest, signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, TAKEN } from '../support/request/answer.ts'
import { startStack } from '../support/stack/local-stack.ts'

const stack = await startStack()
const sender = stack.sender('antom')
const secretFile = join(stack.files.secrets, 'antom.json')
const secret = JSON.parse(readFileSync(secretFile, 'utf8'))
const [{ key: privateKey }] = secret.clients[sender.clientId].signing

const bodyOf = (id: string) =>
  JSON.stringify({
    notifyType: 'PAYMENT_RESULT',
    result: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
    paymentRequestId: id,
    paymentAmount: { currency: 'USD', value: '12990' },
  })

/** Encrypts first, then signs, as the page orders; AES and RSA as the sibling gateway does. */
function encrypted(body: string): SignedRequest {
  const symmetricKey = randomBytes(32)
  const cipher = createCipheriv('aes-256-ecb', symmetricKey, null)
  const text = Buffer.concat([cipher.update(body), cipher.final()]).toString('base64')
  return withKey(signRequest(sender, text), symmetricKey)
}

/** The request with a key wrapped by whoever knows the public half: the header is not signed. */
function withKey(request: SignedRequest, symmetricKey: Buffer): SignedRequest {
  const padding = constants.RSA_PKCS1_PADDING
  const wrapped = publicEncrypt({ key: createPublicKey(privateKey), padding }, symmetricKey)
  const header = `algorithm=RSA_AES, keyVersion=1, symmetricKey=${encodeURIComponent(wrapped.toString('base64'))}`
  return { ...request, headers: [...withoutKey(request).headers, ['Encrypt', header]] }
}

/** Keys that make of the ciphertext what ends as AES pads: one of some 256 does, and what it makes is garbage. */
function fittingKeys(ciphertext: string, count: number): readonly Buffer[] {
  const keys: Buffer[] = []
  while (keys.length < count) {
    const key = randomBytes(16)
    const decipher = createDecipheriv('aes-128-ecb', key, null)
    try {
      Buffer.concat([decipher.update(ciphertext, 'base64'), decipher.final()])
      keys.push(key)
    } catch {
      // Its padding does not fit.
    }
  }
  return keys
}

const withoutKey = (request: SignedRequest): SignedRequest => ({
  ...request,
  headers: request.headers.filter(([name]) => name !== 'Encrypt'),
})

describe('an encrypted message of antom', () => {
  it('is kept as it is, unrecognised, while the client has not opted in', async () => {
    const request = encrypted(bodyOf('encrypted-1'))
    const { value, left } = await stack.leaving(() => answerTo(request, sender))
    expect(value).toBe(TAKEN)
    expect(left).toMatchObject([{ api: 'unrecognised', body: request.body }])
  })

  it('is read where the client has opted in: named, published, and its ciphertext kept as proof', async () => {
    const optedIn = structuredClone(secret)
    optedIn.clients[sender.clientId].encrypted = true
    await stack.restart(() => stack.putSecret('antom', JSON.stringify(optedIn)))
    const request = encrypted(bodyOf('encrypted-2'))
    const { value, left } = await stack.leaving(() => answerTo(request, sender))
    expect(value).toBe(TAKEN)
    expect(left).toMatchObject([{ api: 'notifyPayment', body: request.body }])
    const [event] = await stack.eventsOf(left)
    expect(event?.detail.body).toMatchObject({ paymentRequestId: 'encrypted-2' })
    const again = await stack.leaving(() => answerTo(encrypted(bodyOf('encrypted-2')), sender))
    expect(again).toMatchObject({ value: TAKEN, left: [] })
  })

  it('that a stranger sends on under other keys leaves one receipt more and one event, and is read all the same', async () => {
    const request = encrypted(bodyOf('encrypted-3'))
    const others = [
      ...fittingKeys(request.body.toString(), 10),
      ...Array.from({ length: 10 }, () => randomBytes(16)),
    ]
    const garbled = others.map((key) => withKey(request, key))
    const first = await stack.leaving(async () => {
      const answers = new Set<string>()
      for (const one of [withoutKey(request), ...garbled]) answers.add(await answerTo(one, sender))
      return [...answers]
    })
    expect(first.value).toEqual([TAKEN])
    expect(first.left).toMatchObject([{ api: 'unrecognised', body: request.body }])
    expect(first.left[0]).not.toHaveProperty('decrypted')
    expect(await stack.eventsOf(first.left)).toHaveLength(1)

    const then = await stack.leaving(() => answerTo(request, sender))
    expect(then).toMatchObject({ value: TAKEN, left: [{ api: 'notifyPayment' }] })
    expect(await stack.eventsOf(then.left)).toMatchObject([{ detail: { subject: 'payment#encrypted-3' } }])
  }, 60_000)
})

describe('an ECC key', () => {
  it.each([
    ['antom', 'secp224r1', 'ECC224', 'sha224', 'der'],
    ['antom', 'secp224r1', 'ECC224', 'sha256', 'raw'],
    ['acquirer', 'prime256v1', 'ECC256', 'sha256', 'der'],
  ] as const)(
    'of %s on %s verifies %s with %s, %s, as its entry says',
    async (platform, namedCurve, algorithm, hash, encoding) => {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
      const theirs = stack.sender(platform)
      const held = JSON.parse(readFileSync(join(stack.files.secrets, `${platform}.json`), 'utf8'))
      const key = publicKey.export({ type: 'spki', format: 'pem' })
      held.clients[theirs.clientId].verifying = [{ version: '9', key, hash, encoding }]
      await stack.restart(() => stack.putSecret(platform, JSON.stringify(held)))
      const request = signRequest(theirs, bodyOf(`${algorithm}-${encoding}`))
      const time = new Map(request.headers).get('Request-Time')
      const text = Buffer.concat([
        Buffer.from(`POST ${request.target}\n${theirs.clientId}.${time}.`),
        request.body,
      ])
      const dsaEncoding = encoding === 'raw' ? 'ieee-p1363' : 'der'
      const value = encodeURIComponent(sign(hash, text, { key: privateKey, dsaEncoding }).toString('base64'))
      const headers = [
        ...request.headers.filter(([name]) => name !== 'Signature'),
        ['Signature', `algorithm=${algorithm}, keyVersion=9, signature=${value}`] as const,
      ]
      expect(await answerTo({ ...request, headers }, theirs)).toBe(TAKEN)
    },
  )
})
