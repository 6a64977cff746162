import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnsweredCall, LogEntry } from '../../tools/local/watcher.ts'
import { sayCall } from '../../tools/watch/say-call.ts'
import { seeCall, seeLate } from '../../tools/watch/see-call.ts'
import { CAME_AT, callOf, entryOf } from './call.ts'

const paint = (_: string, text: string) => text
const paper = { columns: () => undefined, paint }

function linesFor(entry: LogEntry | undefined, call: Partial<AnsweredCall> = {}, columns?: number) {
  const seen = seeCall({ call: callOf(call), ...(entry && { entry }) })
  return sayCall(seen, { columns: () => columns, paint }).text.split('\n')
}

describe('the line of a call', () => {
  it('says when it came, of which platform and API, how it ended, how long it took, and what it is about', () => {
    expect(linesFor(entryOf('accepted', { api: 'notifyPayment', subject: 'payment#1' }))).toEqual([
      '18:03:12  antom         notifyPayment         accepted          12 ms  payment#1',
    ])
  })

  it.each<[string, LogEntry | undefined, Partial<AnsweredCall>, RegExp]>([
    ['that is refused', entryOf('refused'), {}, /^\S+ {2}antom +notifyPayment +refused/],
    [
      'of a command',
      entryOf('refused', { platform: 'wallet', contract: 'command' }),
      { target: '/wallet/pay' },
      /wallet +pay +refused/,
    ],
    [
      'whose function crashed',
      undefined,
      { gateway: { disposition: 'crashed' }, target: '/worldfirst/notify/notifyPayment' },
      /worldfirst +notifyPayment +crashed/,
    ],
    ['that no row reads', entryOf('unrecognised', { api: 'unrecognised' }), {}, /antom +- +unrecognised/],
    ['of a stranger', entryOf('refused'), { target: '/antom/notify/notifyEvil' }, /antom +- +refused/],
    ['of a public path', entryOf('refused'), { target: '/notifyPayment' }, /antom +- +refused/],
  ])('names the API that is served at its path, and no other: a call %s', (_, entry, call, line) => {
    expect(linesFor(entry, call)[0]).toMatch(line)
  })

  it.each<[string, LogEntry, string]>([
    [
      'what is wrong with a field',
      entryOf('param-illegal', { contract: 'command', api: 'pay', cause: 'paymentAmount.value' }),
      'paymentAmount.value → missing or illegal: send it as',
    ],
    [
      'why a notification is not understood',
      entryOf('unrecognised', { misunderstood: { because: 'schema', at: 'paymentAmount' } }),
      'it does not fit its row: paymentAmount → it is kept; add or mend its row',
    ],
    [
      'which command may be meant',
      entryOf('unknown-api', { contract: 'command', platform: 'wallet', api: 'unknown' }),
      'no command is named "inquiryPaymant": did you mean inquiryPayment? → if the platform',
    ],
    [
      'why it is refused',
      entryOf('refused', { reason: 'key-version-unknown', evidence: '7' }),
      'key-version-unknown 7 → add the platform’s new public key',
    ],
    [
      'what the backend answered',
      entryOf('backend-failed', { contract: 'command', cause: 'Error: the backend answered 500' }),
      'Error: the backend answered 500 → it must answer 200',
    ],
    [
      'that the store failed',
      entryOf('store-failed', { error: 'TimeoutError', cause: 'socket' }),
      'TimeoutError: socket → DynamoDB failed',
    ],
    [
      'how old it is',
      entryOf('too-old', { requestTime: '2019-06-01T00:00:00Z' }),
      'its Request-Time is 2019-06-01T00:00:00Z → it is older than MAX_AGE_HOURS',
    ],
    [
      'what is odd about its time, of what is genuine all the same',
      entryOf('accepted', { remarks: ['future-time'] }),
      'its Request-Time is ahead of this machine’s clock: compare the clocks',
    ],
    [
      'the wrong setting',
      { ...entryOf(''), message: 'wrong settings: BACKEND_URL is not set' },
      'BACKEND_URL is not set → ',
    ],
  ])('says below it %s, and what to do', (_, entry, below) => {
    const [, second] = linesFor(entry, { target: '/wallet/inquiryPaymant?a=b' })
    expect(second).toContain(`          ${below}`)
  })

  it('says what came where it is about nothing yet, but never its query', () => {
    const [first] = linesFor(entryOf('refused', { claimed: { clientId: 'A' } }))
    expect(first).toMatch(/ refused {11}12 ms {2}POST \/antom\/notify\/notifyPayment of A$/)
  })

  it('says where the whole of it is explained, where it is kept; whether it is makes it no other', () => {
    const refused = entryOf('refused', { reason: 'signature-mismatch' })
    const kept = seeCall({ call: callOf(), entry: { ...refused, kept: 'd13068c3287049876' } })
    const { text, key } = sayCall(kept, paper)
    expect(text.split('\n').at(-1)).toBe(
      '          npm run alipay -- refused explain --local d13068c328704987',
    )
    expect(key).toBe(sayCall(seeCall({ call: callOf(), entry: refused }), paper).key)
  })

  it.each<[AnsweredCall['gateway'], RegExp, RegExp]>([
    [
      { disposition: 'not-served', why: 'POST /x is not served: POST /antom/notify is' },
      / not-served .* POST \/x is not served: POST \/antom\/notify is$/,
      /mind the trailing slash/,
    ],
    [
      { disposition: 'forbidden', why: 'a web page must not call what runs on this machine' },
      / forbidden .* POST \/antom\/notify\/notifyPayment$/,
      /a web page must not .* → call from a program/,
    ],
    [
      { disposition: 'too-large', why: 'its body is over 10 MB' },
      / too-large /,
      /its body is over 10 MB → it is no message/,
    ],
    [{ disposition: 'crashed', why: 'Error: gone' }, / crashed /, /Error: gone → .*log\.ndjson/],
  ])('says what the gateway answered by itself', (gateway, first, second) => {
    const lines = linesFor(undefined, gateway && { gateway })
    expect(lines).toEqual([expect.stringMatching(first), expect.stringMatching(second)])
  })

  it('says that the function said nothing', () => {
    expect(linesFor(undefined)[0]).toContain(' unlogged ')
  })

  it('says what came of a command that ended after its answer', () => {
    const entry = {
      platform: 'wallet',
      api: 'pay',
      disposition: 'succeeded',
      operation: 'payment#1',
      waitedMs: 9_800,
    }
    expect(sayCall(seeLate(entry, CAME_AT), paper).text.split('\n')).toEqual([
      '18:03:12  wallet        pay                   succeeded       9800 ms  payment#1',
      '          it ended after its answer: the sender asks again, and gets this',
    ])
  })

  it('is no wider than the screen, and says all of it', () => {
    const words = Array.from({ length: 60 }, (_, n) => `word${n}`).join(' ')
    const subject = `payment#${'1'.repeat(64)}`
    const lines = linesFor(entryOf('backend-failed', { subject, cause: words }), {}, 100)
    expect(lines.filter((line) => line.length > 100)).toEqual([])
    expect(lines.map((line) => line.trim()).join(' ')).toContain(`${subject} ${words}`)
  })

  it('lets nothing reach the terminal that moves, hides or turns round what stands beside it', () => {
    const unseen = fc.constantFrom(
      '\x1b[2J',
      '\n',
      '\r',
      '\x9b',
      '\u202e',
      '\u200b',
      '\u2028',
      '\ufeff',
      '\x07',
    )
    const hostile = fc.array(fc.oneof(unseen, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''))
    fc.assert(
      fc.property(hostile, hostile, hostile, (target, subject, evidence) => {
        const lines = linesFor(entryOf('refused', { subject, api: subject, reason: evidence, evidence }), {
          target,
        })
        expect(lines.length).toBeLessThanOrEqual(2)
        expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
        expect(linesFor(undefined, { target, method: target }).join('')).not.toMatch(
          /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u,
        )
      }),
    )
  })
})
