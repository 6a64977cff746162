import { randomBytes } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { withOtherAmount } from '../../tools/alipay/fresh-messages.ts'
import { type SignedRequest, send, signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, refusals, SEND_AGAIN, TAKEN } from '../support/answer.ts'
import { readCounts } from '../support/counts.ts'
import { startStack } from '../support/local-stack.ts'
import { newBody, withHeader, withMembers } from '../support/requests.ts'

const stack = await startStack()
const HOUR = 3_600_000
const MIB = 1_048_576

const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString()

/** A body of so many bytes. */
const padded = (body: string, bytes: number) => body + ' '.repeat(bytes - Buffer.byteLength(body))

/** A body with so many braces and brackets around its innermost member. */
const deep = (body: string, levels: number) =>
  withMembers(body, { deep: JSON.parse('['.repeat(levels - 1) + ']'.repeat(levels - 1)) })

/** Design §2, the law of answers, row by row. */
describe.each(refusals)('$platform: a notification', ({ platform, notGenuine, stranger }) => {
  const sender = stack.sender(platform)
  const door = `/${platform}/notify`
  const sign = (body = newBody(platform), options = {}) => signRequest(sender, body, options)

  /** The answer, what the receipts that it left are of, and what was counted. */
  async function outcomeOf(request: SignedRequest) {
    const counts = () => readCounts(stack.log(), platform)
    const before = counts().length
    const { value: answer, left } = await stack.leaving(() => answerTo(request, sender))
    await vi.waitUntil(() => counts().length > before, { timeout: 5_000, interval: 20 })
    return { answer, left: left.map(({ api }) => api), counted: counts().slice(before) }
  }

  it('that is new is answered S and kept', async () => {
    expect(await outcomeOf(sign())).toEqual({
      answer: TAKEN,
      left: ['notifyPayment'],
      counted: ['accepted notifyPayment'],
    })
  })

  it('that repeats one we hold is answered S', async () => {
    const body = newBody(platform)
    await outcomeOf(sign(body))
    expect(await outcomeOf(sign(body))).toEqual({
      answer: TAKEN,
      left: [],
      counted: ['repeated notifyPayment'],
    })
  })

  it('that has a held identity but other content is answered S and kept beside the first', async () => {
    const body = newBody(platform)
    await outcomeOf(sign(body))
    expect(await outcomeOf(sign(withOtherAmount(body)))).toEqual({
      answer: TAKEN,
      left: ['notifyPayment'],
      counted: ['conflicting notifyPayment'],
    })
  })

  it.each([
    [
      'does not fit its schema',
      () => sign(newBody(platform).replace(/("(?:paymentR|r)esult": )\{[^}]*\}/, '$1"S"')),
    ],
    ['is not JSON', () => sign(`${newBody(platform)}}`)],
    ['is deeper than 100 levels', () => sign(deep(newBody(platform), 101))],
    [
      'is of an API that we do not know, at its own URL',
      () => sign('{"id":"1"}', { target: `${door}/notifyDispute` }),
    ],
    ['is of an API that we do not know, at the bare URL', () => sign('{"id":"2"}', { target: door })],
  ])('that %s is answered S and kept as it is', async (_, request) => {
    expect(await outcomeOf(request())).toEqual({
      answer: TAKEN,
      left: ['unrecognised'],
      counted: ['unrecognised unrecognised'],
    })
  })

  it('that is 100 levels deep is understood', async () => {
    expect(await outcomeOf(sign(deep(newBody(platform), 100)))).toMatchObject({ left: ['notifyPayment'] })
  })

  it.each(['pay', 'refund', 'somethingElse'])(
    'that names %s is answered U: the wrong URL was registered',
    async (name) => {
      expect(await outcomeOf(sign('{"id":"3"}', { target: `${door}/${name}` }))).toEqual({
        answer: SEND_AGAIN,
        left: [],
        counted: ['wrong-url unrecognised'],
      })
    },
  )

  it('is answered by what it is, not by the door that it came through', async () => {
    expect(await outcomeOf(sign(undefined, { target: `${door}/pay` }))).toMatchObject({
      answer: TAKEN,
      left: ['notifyPayment'],
    })
  })

  it('that is older than 48 hours is answered U', async () => {
    expect(await outcomeOf(sign(undefined, { time: hoursAgo(48.01) }))).toEqual({
      answer: SEND_AGAIN,
      left: [],
      counted: ['too-old unrecognised'],
    })
    expect(await outcomeOf(sign(undefined, { time: hoursAgo(47.99) }))).toMatchObject({ answer: TAKEN })
  })

  it('that is not genuine is refused', async () => {
    expect(await outcomeOf({ ...sign(), body: Buffer.from('{}') })).toEqual({
      answer: `200 ${notGenuine} signed`,
      left: [],
      counted: ['refused signature-mismatch'],
    })
  })

  it('that names a client unknown to us is answered unsigned', async () => {
    expect(await outcomeOf(withHeader(sign(), 'Client-Id', 'SOMEBODY'))).toEqual({
      answer: `200 ${stranger} unsigned`,
      left: [],
      counted: ['unknown-client client-unknown'],
    })
  })

  it('that the store cannot hold is answered U', async () => {
    const sent = withMembers(newBody(platform), { extendInfo: randomBytes(600_000).toString('base64') })
    expect(await outcomeOf(sign(sent))).toEqual({ answer: SEND_AGAIN, left: [], counted: ['store-failed'] })
  })

  it('of 1 MiB is kept, and a larger one is answered 413', async () => {
    const body = newBody(platform)
    expect(await outcomeOf(sign(padded(body, MIB)))).toMatchObject({ answer: TAKEN, left: ['notifyPayment'] })
    expect(await outcomeOf(sign(padded(body, MIB + 1)))).toEqual({
      answer: expect.stringMatching(/^413 .* unsigned$/),
      left: [],
      counted: ['too-large body-too-large'],
    })
  })
})

it('antom is acknowledged to the letter', async () => {
  const { body } = await send(signRequest(stack.sender('antom'), newBody('antom')))
  expect(body.toString()).toBe(
    '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}',
  )
})
