import { describe, expect, it } from 'vitest'
import { answerOf, executeParts, paid, payment, success } from '../support/memory/execute-parts.ts'

const LEASE = 9_300

const circular: Record<string, unknown> = { ...paid }
circular.self = circular

/** What `await` takes for a promise. */
function thenable(then: (resolve: (value: unknown) => void) => void): object {
  return Object.fromEntries([['then', then]])
}

describe('what a backend gives that may not be answered is U, and the lease is kept:', () => {
  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'SUCCESS'],
    ['true', true],
    ['an S without what its row asks for', { result: success }],
    ['an S with another code', { ...paid, result: { ...success, resultCode: 'DONE' } }],
    ['an F with a code that its row has not', { result: { resultStatus: 'F', resultCode: 'ODD_CODE' } }],
    ['an A', { ...paid, result: { ...success, resultStatus: 'A' } }],
    ['the bytes of no JSON', Buffer.from('<html>')],
    ['a thenable of a text', thenable((resolve) => resolve('SUCCESS'))],
  ])('%s', async (_, given) => {
    const engine = executeParts({ does: [() => given] })
    const { disposition, cause, ...result } = await engine.send('pay', payment)
    expect([disposition, answerOf(result)]).toEqual(['outcome-malformed', 'U UNKNOWN_EXCEPTION'])
    expect(cause).toMatch(/^pay: /)
    expect(engine.recorded().act?.leaseUntil).toBe(engine.clock() + LEASE)
    expect(engine.recorded().act).not.toHaveProperty('outcome')
  })
})

describe('what breaks is U, and may still have its effect: the lease is kept after', () => {
  it.each<[string, () => unknown, string]>([
    ['an error', () => Promise.reject(new TypeError('reset')), 'TypeError: reset'],
    [
      'an error before it gives a promise',
      () => {
        throw new Error('at once')
      },
      'Error: at once',
    ],
    ['a text that is thrown', () => Promise.reject('no error'), 'string'],
    ['nothing that is thrown', () => Promise.reject(undefined), 'undefined'],
    ['an object without a text that is thrown', () => Promise.reject(Object.create(null)), 'object'],
    ['a number that JSON has not', () => ({ ...paid, amount: 1n }), 'TypeError: '],
    ['what holds itself', () => circular, 'TypeError: '],
    [
      'a member that throws',
      () => ({
        get result() {
          throw new Error('not now')
        },
      }),
      'Error: not now',
    ],
    [
      'a thenable that throws',
      () =>
        thenable(() => {
          throw new Error('no promise')
        }),
      'Error: no promise',
    ],
  ])('%s', async (_, does, cause) => {
    const engine = executeParts({ does: [does] })
    const result = await engine.send('pay', payment)
    expect([result.disposition, answerOf(result)]).toEqual(['backend-failed', 'U UNKNOWN_EXCEPTION'])
    expect(result.cause).toContain(cause)
    expect(engine.recorded().act?.leaseUntil).toBe(engine.clock() + LEASE)
  })
})

describe('U', () => {
  it('is answered in the backend’s own words', async () => {
    const body = { result: { resultCode: 'ODD_CODE', resultStatus: 'U', resultMessage: 'soon' }, a: 'b' }
    const engine = executeParts({ does: [() => body] })
    expect(await engine.send('pay', payment)).toMatchObject({
      disposition: 'undecided',
      body: JSON.stringify(body),
    })
  })
})
