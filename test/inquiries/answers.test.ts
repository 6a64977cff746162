import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, ask, isGatewaysFault } from '../../lib/inquiries/ask.ts'
import type { CallFailure } from '../../lib/inquiries/ports.ts'
import { inquiryPayment as acquirerPayment } from '../../lib/platforms/acquirer/inquiryPayment.ts'
import { inquiryPayment } from '../../lib/platforms/antom/inquiryPayment.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { passed, refused } from '../../lib/protocol/checked.ts'
import { ringOf } from '../protocol/sender.ts'
import { answer, askingClient, noPayment, paymentIs } from '../support/memory/tend-parts.ts'
import { runs } from '../support/model/runs.ts'
import { noon } from '../support/request/verified-request.ts'

const SKEW = 600_000
const ring = ringOf(askingClient)
const keys = { current: async () => ring, newerThan: async () => undefined }
const asking = { platform: antom, keys, ring, client: askingClient, gateway: 'https://gateway.example' }
const object = { row: inquiryPayment, id: 'p1', fields: {}, asking }

interface Circumstances {
  readonly respondedAt?: number
  readonly saidAt?: number
  readonly asked?: typeof object
}

function answerTo(body: object, { respondedAt = noon, saidAt = 0, asked = object }: Circumstances = {}) {
  const call = async () => passed(answer(body, respondedAt))
  return ask(asked, saidAt, { call, clock: () => noon, maxSkewMs: SKEW })
}

const wordOf = (one: Answer) =>
  'because' in one ? `${one.is} ${one.because}` : 'state' in one ? one.state : one.is

describe('a verified answer', () => {
  it.each([
    ['SUCCESS', 'SUCCESS'],
    ['PROCESSING', 'PROCESSING'],
    ['IN_LIMBO', 'failed unknown-status'],
  ])('reports the state of the payment: %s', async (status, word) => {
    expect(wordOf(await answerTo(paymentIs(status)))).toBe(word)
  })

  it.each<[string, object, string]>([
    ['that knows no such payment', noPayment, 'absent'],
    [
      'of a gateway that failed',
      { result: { resultStatus: 'U', resultCode: 'UNKNOWN_EXCEPTION' } },
      'failed undecided',
    ],
    [
      'of a gateway that declines',
      { result: { resultStatus: 'F', resultCode: 'PARAM_ILLEGAL' } },
      'failed declined',
    ],
    ['about another payment', paymentIs('SUCCESS', { paymentRequestId: 'p2' }), 'not-believed other-object'],
    ['about nothing', paymentIs('SUCCESS', { paymentRequestId: undefined }), 'not-believed other-object'],
    ['without a result', { paymentStatus: 'SUCCESS', paymentRequestId: 'p1' }, 'failed malformed'],
    ['without its state', { result: { resultStatus: 'S' }, paymentRequestId: 'p1' }, 'failed malformed'],
  ])('%s is no state', async (_, body, word) => {
    expect(wordOf(await answerTo(body))).toBe(word)
  })

  it.each([
    ['too long before the question', { respondedAt: noon - SKEW - 1 }, 'not-believed old-answer'],
    ['before by no more than clocks differ', { respondedAt: noon - SKEW }, 'SUCCESS'],
    ['too far ahead', { respondedAt: noon + SKEW + 1 }, 'not-believed future-answer'],
    ['earlier than what is known', { respondedAt: noon - 2, saidAt: noon - 1 }, 'not-believed old-answer'],
    ['no earlier than what is known', { respondedAt: noon - 1, saidAt: noon - 1 }, 'SUCCESS'],
  ])('that was given %s', async (_, circumstances, word) => {
    expect(wordOf(await answerTo(paymentIs('SUCCESS'), circumstances))).toBe(word)
  })

  it('says in an inner result that there is no such payment, where its row says so', async () => {
    const asked = { ...object, row: acquirerPayment as unknown as typeof inquiryPayment }
    const body = {
      result: { resultStatus: 'S' },
      paymentRequestId: 'p1',
      paymentResult: { resultStatus: 'F', resultCode: 'ORDER_NOT_EXIST' },
    }
    expect(wordOf(await answerTo(body, { asked }))).toBe('absent')
    expect(wordOf(await answerTo({ ...body, paymentRequestId: 'p2' }, { asked }))).toBe(
      'not-believed other-object',
    )
  })

  it('is read for whatever its bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        async (bytes) => {
          const reply = { ...answer({}, noon), body: Buffer.from(bytes) }
          const given = await ask(object, 0, {
            call: async () => passed(reply),
            clock: () => noon,
            maxSkewMs: SKEW,
          })
          expect(given.is).not.toBe('state')
        },
      ),
      { numRuns: runs(300) },
    )
  })
})

describe('no answer', () => {
  const failing = (failure: CallFailure) =>
    ask(object, 0, { call: async () => refused(failure), clock: () => noon, maxSkewMs: SKEW })

  it('is a failure, and the gateway is to be spared', async () => {
    const given = await failing({ because: 'timed-out' })
    expect(given).toEqual({ is: 'failed', because: 'timed-out' })
    expect(isGatewaysFault(given)).toBe(true)
  })

  it('is not believed where nothing proves it', async () => {
    const given = await failing({ because: 'unverified', evidence: 'signature-mismatch' })
    expect(given).toEqual({ is: 'not-believed', because: 'unverified', evidence: 'signature-mismatch' })
    expect(isGatewaysFault(given)).toBe(true)
  })

  it.each<[object, boolean]>([
    [{ result: { resultStatus: 'U' } }, true],
    [{ result: { resultStatus: 'F' } }, false],
    [noPayment, false],
    [paymentIs('SUCCESS'), false],
    [paymentIs('IN_LIMBO'), false],
    [paymentIs('SUCCESS', { paymentRequestId: 'p2' }), false],
  ])('%j spares the gateway: %s', async (body, isFault) => {
    expect(isGatewaysFault(await answerTo(body))).toBe(isFault)
  })
})
