import { describe, expect, it } from 'vitest'
import { BODY, examine, exhibitOf, makeWorld, namesOf } from './world.ts'

const { alipay, pasted, known } = makeWorld()

describe('a header that came twice', () => {
  const time = '2026-11-21T02:00:30Z'

  it.each([
    ['Request-Time', { time: `${time},${time}` }],
    ['Request-Time', { time: `${time}, 2026-11-21T02:00:31Z` }],
    ['Client-Id', { clientId: 'CLIENT_1,CLIENT_1' }],
  ])('is named: %s', (name, came) => {
    const diagnosis = examine(exhibitOf({ pair: alipay }, came), known)
    expect(diagnosis.causes).toMatchObject([
      { name: 'header-doubled', what: `the header ${name} came twice` },
    ])
    expect(diagnosis.verdict).toBe('EXPLAINED')
  })

  it('with another signature in the second', () => {
    const spell = (base64: string) => {
      const one = `algorithm=RSA256, keyVersion=1, signature=${encodeURIComponent(base64)}`
      return `${one},algorithm=RSA256, keyVersion=1, signature=AAAA`
    }
    expect(namesOf(examine(exhibitOf({ pair: alipay }, { spell }), known))).toEqual(['header-doubled'])
  })
})

describe('a body that was cut', () => {
  const half = BODY.slice(0, 60)

  it.each([
    ['in a string', half],
    ['behind a comma', BODY.slice(0, BODY.indexOf('"amount"'))],
    ['within an object', BODY.slice(0, -1)],
  ])('is named: %s', (_what, body) => {
    const diagnosis = examine(exhibitOf({ pair: alipay }, { body }), known)
    expect(diagnosis.causes).toMatchObject([
      { name: 'body-cut', what: 'the body ends in the middle of its JSON: it was cut' },
    ])
    expect(diagnosis.verdict).toBe('EXPLAINED')
  })

  it('is named by its Content-Length', () => {
    const exhibit = exhibitOf(
      { pair: alipay },
      { body: '{}', headers: { 'content-length': String(BODY.length) } },
    )
    expect(examine(exhibit, known).causes[0]?.what).toMatch(
      /^the body has 2 bytes, and its Content-Length is/,
    )
  })

  it('does not hide that no known key made the signature', () => {
    const keys = known.keys.filter(({ source }) => source !== 'key.pem')
    const exhibit = exhibitOf({ pair: pasted }, { body: half })
    expect(examine(exhibit, { ...known, keys })).toMatchObject({
      verdict: 'UNEXPLAINED',
      key: { kind: 'by-none' },
    })
  })

  it('is not what another content is', () => {
    expect(namesOf(examine(exhibitOf({ pair: alipay }, { body: '{"a":"{["}' }), known))).toEqual([])
  })
})
