import { describe, expect, it } from 'vitest'
import { lineOf } from '../../tools/doctor/line-of.ts'
import { makePair } from '../protocol/sender.ts'
import { sampleOf } from '../support/request/samples.ts'
import { BODY, type Came, examine, exhibitOf, makeWorld, namesOf, type Signed } from './world.ts'

const { alipay, ofOtherClient, known } = makeWorld()

function sortedDeep(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sortedDeep)
  const members = Object.entries(value).map(([name, member]) => [name, sortedDeep(member)])
  return Object.fromEntries(members.sort())
}

const parsed = JSON.parse(BODY)
const sorted = JSON.stringify({
  amount: { currency: 'EUR', value: '100' },
  ...Object.fromEntries(
    Object.entries(parsed)
      .filter(([name]) => name !== 'amount')
      .sort(),
  ),
})

describe('the eight classic mistakes', () => {
  it.each<[string, Partial<Signed>, Partial<Came>, string]>([
    ['another key signs', { pair: ofOtherClient }, {}, 'key-of-other-client'],
    ['the JSON is written anew', { body: JSON.stringify(parsed, null, 2) }, {}, 'json-indented'],
    ['the members are sorted', { body: sorted }, {}, 'members-sorted'],
    ['a newline is appended', {}, { body: `${BODY}\n` }, 'newline-added'],
    ['the stage is signed', { uri: '/prod/antom/notify' }, {}, 'stage-missing'],
    ['a trailing slash is signed', { uri: '/antom/notify/' }, {}, 'trailing-slash-missing'],
    ['the full URL is signed', { uri: 'https://pay.example.com/antom/notify' }, {}, 'full-url-signed'],
    ['Request-Time is rewritten', { time: '2026-11-21T10:00:30+08:00' }, {}, 'time-reformatted'],
  ])('%s: one cause', (_what, signed, came, name) => {
    const diagnosis = examine(exhibitOf({ pair: alipay, ...signed }, came), known)
    expect(diagnosis).toMatchObject({ verdict: 'EXPLAINED', reason: 'signature-mismatch' })
    expect(namesOf(diagnosis)).toEqual([name])
  })

  it('and none of them where nothing is wrong', () => {
    const diagnosis = examine(exhibitOf({ pair: alipay }), known)
    expect(diagnosis).toMatchObject({
      verdict: 'VALID',
      causes: [],
      key: { kind: 'made-by', hash: 'sha256' },
    })
    expect(lineOf(diagnosis)).toBe('the signature holds')
  })

  it('are one line that says what to do', () => {
    const diagnosis = examine(exhibitOf({ pair: alipay, uri: '/prod/antom/notify' }), known)
    expect(lineOf(diagnosis)).toBe(
      'the stage /prod was signed and is missing in the path here: set PUBLIC_PATH_PREFIX=/prod (setting)',
    )
  })

  it('members that were sorted on the way, from the order of the documents, are one cause', () => {
    const body = sampleOf('antom').body
    const came = JSON.stringify(sortedDeep(JSON.parse(body.toString())), null, 2)
    const diagnosis = examine(exhibitOf({ pair: alipay, body: body.toString() }, { body: came }), known)
    expect(namesOf(diagnosis)).toEqual(['members-sorted-after'])
  })

  it('members that were sorted on the way, from an order that nobody knows, are said to be sorted', () => {
    const body = JSON.stringify({ e: 2, f: 1, d: { z: 1, a: 2 }, a: 5, c: 3, b: 4 })
    const came = JSON.stringify({ a: 5, b: 4, c: 3, d: { a: 2, z: 1 }, e: 2, f: 1 })
    const diagnosis = examine(exhibitOf({ pair: alipay, body }, { body: came }), known)
    expect(diagnosis).toMatchObject({ verdict: 'UNEXPLAINED', key: { kind: 'made-by' } })
    expect(lineOf(diagnosis)).toMatch(/ stand in the order of their names: .* sorted them on the way\.$/)
    const other = examine(exhibitOf({ pair: alipay, body }, { body: came.replace('3', '7') }), known)
    expect(lineOf(other)).toContain('in the order of their names')
    const unsorted = examine(exhibitOf({ pair: alipay, body }, { body: body.replace('3', '7') }), known)
    expect(lineOf(unsorted)).not.toContain('in the order of their names')
  })

  it('a key that nobody knows is said at once, with the fingerprints of those that were tried', () => {
    const diagnosis = examine(exhibitOf({ pair: makePair('RSA256') }), known)
    expect(diagnosis).toMatchObject({ verdict: 'UNEXPLAINED', key: { kind: 'by-none' } })
    expect(diagnosis.texts).toBeUndefined()
    expect(diagnosis.ruledOut.join()).toMatch(
      /^The text: .*CLIENT_1 \(antom, secrets\/antom\.json, [0-9a-f]{16}\)/,
    )
    expect(lineOf(diagnosis)).toBe(
      'no known key made the signature, and 6 are known: compare them with the one that the console of antom shows (secret)',
    )
  })

  it('another content is one line too, with what can be compared', () => {
    const diagnosis = examine(exhibitOf({ pair: alipay }, { body: '{}' }), known)
    expect(lineOf(diagnosis)).toMatch(
      /^Alipay's key 1 of CLIENT_1 \(.*\) made the signature over another text, whose sha256 is [0-9a-f]{64}: compare/,
    )
  })
})
