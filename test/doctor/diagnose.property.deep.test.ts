import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { verifyRequest } from '../../lib/protocol/verify-request.ts'
import type { Exhibit } from '../../tools/doctor/exhibit.ts'
import { lineOf } from '../../tools/doctor/line-of.ts'
import { receivedOf } from '../../tools/doctor/received-of.ts'
import { BUDGET } from '../../tools/doctor/search.ts'
import { clientOf, makePair, noPublicPaths, ringOf } from '../protocol/sender.ts'
import { anyMembers, objectOf } from '../support/request/any-json.ts'
import { samples } from '../support/request/samples.ts'
import { mistakes } from './mistakes.ts'
import { examine, exhibitOf, keyOf, makeWorld, namesOf } from './world.ts'

const { alipay, ours, ofOtherClient, known } = makeWorld()
const ring = known.rings.get('antom') ?? ringOf()

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array))
const mistake = fc.constantFrom(...mistakes)
const body = fc.oneof(
  fc.constantFrom(...samples.map((sample) => sample.body.toString())),
  anyMembers.map((members) => objectOf(members).text),
)

describe('VALID', () => {
  const options = { budget: 20_000_000 }

  it('is said exactly where the receiver verifies, whatever was altered', () => {
    const header = fc.constantFrom('client-id', 'request-time', 'signature')
    const altered = fc.oneof(
      header.map((name) => (exhibit: Exhibit) => withHeader(exhibit, name, undefined)),
      fc.tuple(header, fc.string()).map(
        ([name, value]) =>
          (exhibit: Exhibit) =>
            withHeader(exhibit, name, value),
      ),
      bytes(100).map((body) => (exhibit: Exhibit) => ({ ...exhibit, body })),
      fc.webPath().map((target) => (exhibit: Exhibit) => ({ ...exhibit, target })),
      fc
        .webQueryParameters()
        .map((query) => (exhibit: Exhibit) => ({ ...exhibit, target: `${exhibit.target}?${query}` })),
      fc.constant((exhibit: Exhibit) => ({ ...exhibit, method: 'PUT' })),
      fc.constant((exhibit: Exhibit) => withHeader(exhibit, 'x-request-id', '1')),
    )
    const signer = fc.constantFrom(alipay, ours, ofOtherClient)
    let holding = 0
    fc.assert(
      fc.property(
        signer,
        mistake,
        fc.boolean(),
        fc.array(altered, { maxLength: 2 }),
        (pair, wrong, isRight, changes) => {
          const [signed, came] = isRight ? [{}, {}] : wrong.make('{"a":1}')
          const sent = exhibitOf({ body: '{"a":1}', ...signed, pair }, { body: '{"a":1}', ...came })
          const exhibit = changes.reduce((exhibit, change) => change(exhibit), sent)
          const holds = verifyRequest(receivedOf(exhibit), ring, noPublicPaths).ok
          holding += Number(holds)
          expect(examine(exhibit, known, { ...options, platform: 'antom' }).verdict === 'VALID').toBe(holds)
        },
      ),
      { numRuns: 200 },
    )
    expect(holding).toBeGreaterThan(2)
  })
})

describe('a single mistake', () => {
  it('is one cause, whichever platform it hits and whatever the body is', () => {
    const platform = fc.constantFrom<PlatformName>(
      'acquirer',
      'antom',
      'mini-program',
      'wallet',
      'worldfirst',
    )
    fc.assert(
      fc.property(platform, mistake, body, (platform, { make }, text) => {
        const [signed, came] = make(text)
        const sent = { body: text, clientId: 'CLIENT_1', ...signed, pair: alipay }
        const exhibit = exhibitOf(sent, { body: text, ...came })
        const ofPlatform = {
          rings: new Map([[platform, ringOf(clientOf('CLIENT_1', [alipay]))]]),
          keys: [keyOf(alipay, platform, 'CLIENT_1')],
        }
        const diagnosis = examine(exhibit, ofPlatform, { platform })
        if (diagnosis.verdict === 'VALID') return
        expect({ names: namesOf(diagnosis), verdict: diagnosis.verdict }).toEqual({
          names: [expect.anything()],
          verdict: 'EXPLAINED',
        })
      }),
      { numRuns: 200 },
    )
  })

  it('with a second beside it is never more than two', () => {
    fc.assert(
      fc.property(mistake, mistake, (one, other) => {
        const [signed, came] = one.make('{"b":1,"a":"x/é"}')
        const [otherSigned, otherCame] = other.make('{"b":1,"a":"x/é"}')
        const sent = { body: '{"b":1,"a":"x/é"}', ...signed, ...otherSigned, pair: alipay }
        const exhibit = exhibitOf(sent, { body: '{"b":1,"a":"x/é"}', ...came, ...otherCame })
        expect(namesOf(examine(exhibit, known)).length).toBeLessThanOrEqual(2)
      }),
      { numRuns: 80 },
    )
  })
})

describe('a hostile exhibit', () => {
  const ecc = makePair('ECC224', { hash: 'sha256', encoding: 'raw' })
  const everything = {
    rings: new Map([['antom', ringOf(clientOf('CLIENT_1', [alipay, ecc]))] as const]),
    keys: [...known.keys, keyOf(ecc, 'antom', 'CLIENT_1')],
  }
  const odd = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary', minLength: 5_000, maxLength: 40_000 }),
    bytes(200).map((value) => value.toString('latin1')),
    fc.constantFrom(
      'CLIENT_1',
      '2026-11-21T02:00:30Z',
      '9'.repeat(16),
      '+275760-09-13T00:00:00Z',
      '__proto__',
    ),
    fc
      .constantFrom(256, 56, 64)
      .chain((length) =>
        fc
          .uint8Array({ minLength: length, maxLength: length })
          .map((value) => `signature=${Buffer.from(value).toString('base64')}`),
      ),
  )
  const name = fc.oneof(
    fc.constantFrom(
      'client-id',
      'request-time',
      'signature',
      'host',
      'x-original-uri',
      'x-forwarded-prefix',
      'client_id',
    ),
    fc.string(),
  )
  const deep = fc.nat({ max: 200_000 }).map((depth) => Buffer.from('['.repeat(depth)))
  const hostile = fc.record({
    form: fc.constant('a test'),
    method: odd,
    target: odd,
    headers: fc.array(fc.tuple(name, odd)).map((headers) => new Map(headers)),
    body: fc.oneof(
      fc.constant(undefined),
      bytes(5_000),
      deep,
      fc.json().map((text) => Buffer.from(text)),
    ),
    origin: odd,
    stage: odd,
  })

  it('never makes it throw, stays within the budget, and reaches no terminal', () => {
    fc.assert(
      fc.property(hostile, fc.array(odd), (exhibit, registeredUrls) => {
        const diagnosis = examine(exhibit, everything, { registeredUrls, budget: 30_000_000 })
        expect(diagnosis.verdict).not.toBe('VALID')
        expect(diagnosis.texts ?? 0).toBeLessThan(30_000_000 / 8_000)
        expect(lineOf(diagnosis)).toMatch(/^[\x20-\x7e]*$/)
      }),
      { numRuns: 250 },
    )
  })

  it('of a mebibyte costs no more hashes than its budget has', () => {
    const large = JSON.stringify(Array.from({ length: 30_000 }, (_, id) => ({ id, text: '/é' })))
    const exhibit = exhibitOf({ pair: alipay, text: 'another' }, { body: large })
    const { verdict, texts, ruledOut } = examine(exhibit, known)
    expect(verdict).toBe('UNEXPLAINED')
    expect(texts).toBeLessThan(BUDGET / Buffer.byteLength(large))
    expect(ruledOut.join(' ')).toContain('not all were tried')
  })
})

function withHeader(exhibit: Exhibit, name: string, value: string | undefined): Exhibit {
  const others = [...exhibit.headers].filter(([other]) => other !== name)
  return { ...exhibit, headers: new Map(value === undefined ? others : [...others, [name, value]]) }
}
