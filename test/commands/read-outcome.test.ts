import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOutcome } from '../../lib/commands/read-outcome.ts'
import { paid, success } from '../support/memory/execute-parts.ts'
import { cancelPayment, pay, refund } from '../support/memory/toy-commands.ts'
import { anyMembers, membersOf, objectOf } from '../support/request/any-json.ts'

const withResult = (changes: object) => ({ ...paid, result: { ...success, ...changes } })
const refusalOf = (given: unknown, api: Parameters<typeof readOutcome>[1] = pay) => {
  const read = readOutcome(given, api)
  return read.ok ? 'answered' : read.refusal
}

describe('an outcome', () => {
  it('is read from an object or from the bytes of its JSON, to the same answer', () => {
    const answer = { ok: true, value: { status: 'S', body: JSON.stringify(paid) } }
    expect(readOutcome(paid, pay)).toEqual(answer)
    expect(readOutcome(Buffer.from(` ${JSON.stringify(paid)}\n`), pay)).toEqual(answer)
    expect(readOutcome(new Uint8Array(Buffer.from(JSON.stringify(paid))), pay)).toEqual(answer)
  })

  it('is typed by the row’s response, keeps what the row does not know, and has three fields in its result', () => {
    const given = `{"extra":1.50,"paymentId":7,"result":{"resultStatus":"S","resultCode":"SUCCESS","traceId":"x"}}`
    const read = readOutcome(Buffer.from(given), pay)
    expect(read.ok && JSON.parse(read.value.body)).toEqual({
      result: { resultCode: 'SUCCESS', resultStatus: 'S' },
      paymentId: '7',
      extra: '1.50',
    })
  })

  it('may be F with a code of the row, with any where its page was not read whole, and U with any', () => {
    const rejected = { resultStatus: 'F', resultCode: 'RISK_REJECT' }
    const odd = { resultStatus: 'F', resultCode: 'ODD_CODE' }
    expect(readOutcome({ result: rejected }, pay)).toMatchObject({ value: { status: 'F' } })
    expect(readOutcome({ result: odd }, refund)).toMatchObject({ value: { status: 'F' } })
    expect(readOutcome({ result: { ...odd, resultStatus: 'U' } }, pay)).toMatchObject({
      value: { status: 'U' },
    })
  })

  it.each(['!ODD_CODE', 'odd_CODE', '1ODD', 'ODD CODE', 'ODD_CODE\n', ''])(
    'has a code of capitals, digits and underscores from its first character to its last: not %j',
    (resultCode) => {
      const refusal = 'result.resultCode is missing or illegal'
      expect(refusalOf({ result: { resultStatus: 'F', resultCode } }, refund)).toBe(refusal)
    },
  )

  it('is final where it is F, so that no code of it may say that the outcome is not known', () => {
    const failed = (resultCode: string) => ({ result: { resultStatus: 'F', resultCode } })
    expect(refusalOf(failed('SUCCESS'), refund)).toBe('SUCCESS is no code of an F')
    for (const code of ['UNKNOWN_EXCEPTION', 'PAYMENT_IN_PROCESS', refund.inProgress.resultCode]) {
      expect(refusalOf(failed(code), refund)).toBe(`${code} ends nothing: answer it with U`)
    }
  })

  it('never says of an operation that its repeat differs: the first may have acted, and the record knows who differs', () => {
    const refusal = 'REPEAT_REQ_INCONSISTENT speaks of the first call: answer what became of that, or U'
    const inconsistent = { resultStatus: 'F', resultCode: 'REPEAT_REQ_INCONSISTENT' }
    for (const api of [pay, refund, cancelPayment])
      expect(refusalOf({ result: inconsistent }, api)).toBe(refusal)
  })

  it('has a message of at most 256 characters, to which a longer one is cut', () => {
    const read = readOutcome(withResult({ resultMessage: 'x'.repeat(257) }), pay)
    expect(read.ok && JSON.parse(read.value.body).result.resultMessage).toBe('x'.repeat(256))
  })

  it('may have 180,000 bytes as it is answered, so that it fits beside that of a cancel', () => {
    const filled = (length: number) => ({ ...paid, filler: `${'ü'.repeat(50)}${'x'.repeat(length)}` })
    const room = 180_000 - Buffer.byteLength(JSON.stringify(filled(0)))
    expect(refusalOf(filled(room))).toBe('answered')
    expect(refusalOf(filled(room + 1))).toBe('the outcome is over 180000 bytes')
  })

  it('that failed need not hold what a success does', () => {
    expect(refusalOf({ result: { resultStatus: 'F', resultCode: 'RISK_REJECT' } })).toBe('answered')
    expect(refusalOf({ result: success }, cancelPayment)).toBe('answered')
  })

  it.each([
    ['nothing', undefined, 'the outcome is not-json'],
    ['null', null, 'the outcome is not-an-object'],
    ['a text', 'S', 'the outcome is not-an-object'],
    ['a function', () => paid, 'the outcome is not-json'],
    ['no bytes', new Uint8Array(), 'the outcome is not-json'],
    ['bytes that are no UTF-8', Buffer.from([0xff]), 'the outcome is not-utf8'],
    ['a list', [paid], 'the outcome is not-an-object'],
    ['no result', { paymentId: '1' }, 'result is missing or illegal'],
    ['a result that is a text', { ...paid, result: 'S' }, 'result is missing or illegal'],
    ['an S without its field', { result: success }, 'paymentId is missing or illegal'],
    ['an S with its field empty', { ...paid, paymentId: '' }, 'paymentId is missing or illegal'],
    ['an S with another code', withResult({ resultCode: 'OK' }), 'OK is no code of an S'],
    [
      'an F with a code of no row',
      withResult({ resultStatus: 'F', resultCode: 'ODD_CODE' }),
      'ODD_CODE is no code of an F',
    ],
    ['an F with the code of an S', withResult({ resultStatus: 'F' }), 'SUCCESS is no code of an F'],
    ['an A', withResult({ resultStatus: 'A' }), 'result.resultStatus is missing or illegal'],
    ['a small s', withResult({ resultStatus: 's' }), 'result.resultStatus is missing or illegal'],
    ['no code', withResult({ resultCode: undefined }), 'result.resultCode is missing or illegal'],
    [
      'a code of another alphabet',
      withResult({ resultCode: 'a b' }),
      'result.resultCode is missing or illegal',
    ],
    [
      'a message that is no text',
      withResult({ resultMessage: {} }),
      'result.resultMessage is missing or illegal',
    ],
    ['a U with the code of an S', withResult({ resultStatus: 'U' }), 'SUCCESS is no code of an U'],
  ])('cannot be answered: %s', (_, given, refusal) => {
    expect(refusalOf(given)).toBe(refusal)
  })

  it('of any bytes is refused without a value of it, or is an answer that reads as itself', () => {
    const anyOutcome = fc
      .tuple(
        anyMembers,
        fc.record({
          resultStatus: fc.constantFrom('S', 'F', 'U', 'A', 'canary'),
          resultCode: fc.constantFrom('SUCCESS', 'RISK_REJECT', 'canary', 7),
        }),
        fc.constantFrom('canary', true, ['canary']),
      )
      .map(([members, result, paymentId]) =>
        Buffer.from(objectOf([...members, ...membersOf({ result, paymentId })]).text),
      )
    const anyBytes = fc.oneof(
      anyOutcome,
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    )
    fc.assert(
      fc.property(anyBytes, (given) => {
        const read = readOutcome(given, pay)
        if (!read.ok) {
          expect(read.refusal).not.toContain('canary')
          return
        }
        const { status, body } = read.value
        expect(JSON.parse(body).result.resultStatus).toBe(status)
        expect(readOutcome(Buffer.from(body), pay)).toEqual(read)
      }),
      { numRuns: 300 },
    )
  })
})
