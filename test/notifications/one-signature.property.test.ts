import {
  constants,
  createCipheriv,
  createDecipheriv,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
} from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventIdOf } from '../../lib/notifications/name-message.ts'
import type { Receipt } from '../../lib/notifications/receipt.ts'
import { receive } from '../../lib/notifications/receive.ts'
import type { PublicPaths, ReceivedRequest } from '../../lib/protocol/request.ts'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import { clientOf, makePair, message, noPublicPaths, ringOf, signedRequest } from '../protocol/sender.ts'
import { receiveParts } from '../support/memory/receive-parts.ts'
import { sampleOf } from '../support/request/samples.ts'

const pair = makePair('RSA256')
const ours = generateKeyPairSync('rsa', { modulusLength: 2048 })
const client = {
  ...clientOf(message.clientId, [pair]),
  decrypting: [{ version: '1', key: ours.privateKey }],
}
const payment = sampleOf('antom')

function encrypt(content: Buffer, symmetricKey = randomBytes(32)) {
  const cipher = createCipheriv('aes-256-ecb', symmetricKey, null)
  const body = Buffer.from(Buffer.concat([cipher.update(content), cipher.final()]).toString('base64'))
  return { body, symmetricKey, header: headerOf(symmetricKey) }
}

function headerOf(symmetricKey: Buffer): string {
  const padding = constants.RSA_PKCS1_PADDING
  const wrapped = publicEncrypt({ key: ours.publicKey, padding }, symmetricKey)
  return `algorithm=RSA_AES, keyVersion=1, symmetricKey=${encodeURIComponent(wrapped.toString('base64'))}`
}

/** Keys that a stranger finds in no time: what they make of the ciphertext ends as AES pads. */
function fittingKeys(body: Buffer, count: number): readonly Buffer[] {
  const fitting: Buffer[] = []
  const ciphertext = Buffer.from(body.toString(), 'base64')
  while (fitting.length < count) {
    const key = randomBytes(16)
    const decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false)
    const last = decipher.update(ciphertext.subarray(-16)).at(-1)
    if (last === 1) fitting.push(key)
  }
  return fitting
}

/** Sends each request; the keys of the receipts that all of them leave. */
async function receiptsOf(requests: readonly ReceivedRequest[], publicPaths: PublicPaths = noPublicPaths) {
  const parts = receiveParts({ publicPaths })
  for (const request of requests) {
    const checked = verifyRequest(request, ringOf(client), publicPaths)
    if (!checked.ok) throw new Error(checked.refusal.reason)
    const { answer } = await receive(checked.value, parts, request.receivedAt)
    expect(answer).toBe(parts.platform.answers.acknowledged)
  }
  return parts.inbox.receipts()
}

const signedWith = (body: Buffer, header: string | undefined): ReceivedRequest => {
  const request = signedRequest(pair, { body })
  if (header !== undefined) request.headers.set('encrypt', header)
  return { ...request, receivedAt: Date.parse(message.time) }
}

describe('one signature', () => {
  const genuine = encrypt(payment.body)
  const fitting = fittingKeys(genuine.body, 300).map(headerOf)
  const hostile = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...fitting) },
    fc.constant(undefined),
    fc.string(),
    fc.string().map((text) => `algorithm=RSA_AES, symmetricKey=${encodeURIComponent(text)}`),
    fc.constantFrom(
      genuine.header,
      genuine.header.toUpperCase(),
      `${genuine.header}, ${fitting[0]}`,
      `${genuine.header}, symmetricKey=AAAA`,
      genuine.header.replace('RSA_AES', 'RSA'),
      genuine.header.replace('algorithm', 'ALGORITHM').replace('RSA_AES', 'rsa_aes'),
    ),
  )

  it('leaves one readable receipt and one unreadable one at most, whatever Encrypt header a stranger writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { maxLength: 60 }), fc.nat(60), async (headers, at) => {
        const all = headers.toSpliced(at, 0, genuine.header)
        const held = await receiptsOf(all.map((header) => signedWith(genuine.body, header)))
        expect(held.filter(({ api }) => api === 'notifyPayment')).toHaveLength(1)
        expect(held.length).toBeLessThanOrEqual(2)
        expect(new Set(held.map(idOf)).size).toBe(held.length)
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('names what nobody can read by the signed bytes, and keeps nothing of what a stranger made of them', async () => {
    const [held, ...more] = await receiptsOf(
      [undefined, ...fitting, 'garbage'].map((header) => signedWith(genuine.body, header)),
    )
    expect(more).toEqual([])
    expect(held).toMatchObject({ api: 'unrecognised', body: genuine.body })
    expect(held).not.toHaveProperty('decrypted')
  })

  it('is readable once the true header comes, whatever came first, and then a resend encrypted afresh repeats it', async () => {
    const held = await receiptsOf([
      signedWith(genuine.body, fitting[0]),
      signedWith(genuine.body, genuine.header),
      signedWith(genuine.body, fitting[1]),
      ...[1, 2].map(() => encrypt(payment.body)).map(({ body, header }) => signedWith(body, header)),
    ])
    expect(held).toMatchObject([{ api: 'unrecognised' }, { api: 'notifyPayment', decrypted: payment.body }])
    expect(held).toHaveLength(2)
  })

  it('names a message that no row understands by the signed bytes too', async () => {
    const unknown = encrypt(Buffer.from('{"loanId":"loan-1"}'))
    const held = await receiptsOf(
      [unknown.header, undefined, unknown.header].map((header) => signedWith(unknown.body, header)),
    )
    expect(held).toMatchObject([{ api: 'unrecognised', misunderstood: { because: 'no-api' } }])
    expect(held[0]).not.toHaveProperty('decrypted')
  })

  it('is one receipt for a message in the clear, whatever Encrypt header is added', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 20 }), async (headers) => {
        const held = await receiptsOf(headers.map((header) => signedWith(payment.body, header)))
        expect(held).toHaveLength(1)
        expect(held).toMatchObject([{ api: 'notifyPayment' }])
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

describe('one signature, at whatever path it comes', () => {
  const uris = ['/antom/notify', '/antom/notify/notifyPayment', '/api/back', '/hook/notifyCapture', '/x?y=1']
  const paths = fc.uniqueArray(fc.constantFrom(...uris), { minLength: 1, maxLength: 3 })
  const prefixes = fc.constantFrom('', '/antom', '/api', '/hook')
  const bodies = [payment.body, sampleOf('antom', 'notifyCapture').body, Buffer.from('{"loanId":"1"}')]

  it('is one receipt', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...uris),
        fc.constantFrom(...bodies),
        paths,
        prefixes,
        async (uri, body, listed, prefix) => {
          const publicPaths = { prefix, paths: listed }
          const sent = { ...signedRequest(pair, { uri, body }), receivedAt: Date.parse(message.time) }
          const [path = '', query = ''] = uri.split('?')
          const behind = path.startsWith(`${prefix}/`) ? [path.slice(prefix.length)] : []
          const anywhere = listed.includes(uri) ? [...uris, '/elsewhere'] : []
          const arrivals = [path, ...behind, ...anywhere].map((rawPath) => ({
            ...sent,
            rawPath,
            rawQueryString: rawPath === path ? query : '',
          }))
          const requests = arrivals.filter(
            (request) => verifyRequest(request, ringOf(client), publicPaths).ok,
          )
          expect(requests.length).toBeGreaterThan(0)
          const answered = await receiptsAt(requests, publicPaths)
          expect(new Set(answered.map((one) => JSON.stringify(one))).size).toBe(1)
        },
      ),
      { numRuns: 200 },
    )
  }, 60_000)
})

/** The id of its event, where it is the first of its key. */
function idOf({ subjectKey, receiptKey }: Receipt): string {
  return eventIdOf(subjectKey, receiptKey)
}

/** What each of the requests would leave alone: a name, or none where the wrong URL is registered. */
async function receiptsAt(requests: readonly ReceivedRequest[], publicPaths: PublicPaths) {
  return Promise.all(
    requests.map(async (request) => {
      const parts = receiveParts({ publicPaths })
      const checked = verifyRequest(request, ringOf(client), publicPaths)
      if (!checked.ok) throw new Error(checked.refusal.reason)
      const { disposition } = await receive(checked.value, parts, request.receivedAt)
      return [disposition, ...parts.inbox.receipts().map(idOf)]
    }),
  )
}
