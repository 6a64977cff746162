import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { masked } from '../../tools/doctor/render/mask.ts'

const MARK = 'SeCrEtVaLuE'
const HEAD = 'POST /antom/notify\nCLIENT_1.2026-11-21T02:00:30Z.'

const names = fc.constantFrom(
  'accessToken',
  'paymentToken',
  'cardNo',
  'cvv',
  'client_secret',
  'authCode',
  'otp',
)
const plainNames = fc.constantFrom('a', 'amount', 'tokenExpiryTime', 'note', 'maskedCardNo', 'x')
const secrets = fc.oneof(
  fc.string().map((text) => `${MARK}${text}`),
  fc.constant({ deep: [MARK, { er: MARK }] }),
  fc.constant([MARK, [MARK]]),
)
const { body } = fc.letrec<{ body: unknown; value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('value'), { maxLength: 3 }),
    tie('body'),
    tie('body').map((inner) => JSON.stringify(inner)),
  ),
  body: fc
    .tuple(
      fc.dictionary(plainNames, tie('value'), { maxKeys: 3 }),
      fc.dictionary(names, secrets, { maxKeys: 2 }),
    )
    .map(([plain, secret]) => ({ ...plain, ...secret })),
}))

describe('a text that is shown', () => {
  it('has no secret in it, however the JSON is written, at any depth', () => {
    fc.assert(
      fc.property(body, fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = Buffer.from(`${HEAD}${JSON.stringify(value, null, indent)}`)
        const shown = masked(text)
        expect(shown.toString()).not.toContain(MARK)
        expect(shown.length).toBe(text.length)
        expect(shown.toString()).toMatch(/^POST \/antom\/notify\nCLIENT_1\.2026-11-21T02:00:30Z\./)
      }),
      { numRuns: 500 },
    )
  })

  it('has no query in it, whatever stands there', () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        const line = `POST /antom/notify?${query.replaceAll('\n', '')}`
        const shown = masked(Buffer.from(`${line}\nCLIENT_1.2026-11-21T02:00:30Z.{}`)).toString()
        const stars = '*'.repeat(Buffer.byteLength(line) - 'POST /antom/notify?'.length)
        expect(shown).toBe(`POST /antom/notify?${stars}\nCLIENT_1.2026-11-21T02:00:30Z.{}`)
      }),
    )
  })

  it('has none either where the JSON is torn at its end, in another writing, or within a text', () => {
    const secretLast = body.map((value) => ({ z: value, accessToken: MARK }))
    fc.assert(
      fc.property(secretLast, fc.nat(3), (value, cut) => {
        const json = JSON.stringify(value)
        const variants = [
          json.slice(0, json.length - cut),
          JSON.stringify(json),
          encodeURIComponent(json),
          json.replaceAll('"', '\\"'),
        ]
        for (const text of variants) {
          expect(masked(Buffer.from(`${HEAD}${text}`)).toString()).not.toContain(MARK)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('is otherwise to the byte what it was', () => {
    const open =
      '{"paymentAmount":{"value":"100","currency":"USD"},"type":"TOKEN_CANCELED","note":"cvv","tokenExpiryTime":"1"}'
    for (const text of [open, '', 'ENCRYPTED+BASE64==', '{"a":', '[1,2', '\ufeff{"é":"中"}']) {
      expect(masked(Buffer.from(HEAD + text)).toString()).toBe(HEAD + text)
    }
    expect(masked(Buffer.from(`${HEAD}{"a":"b","accessToken":"c\\"d","e":1}`)).toString()).toBe(
      `${HEAD}{"a":"b","accessToken":"****","e":1}`,
    )
  })

  it('is hidden where a row says so, though no name shows why', () => {
    const hidden = (json: string) =>
      masked(Buffer.from(HEAD + json))
        .toString()
        .slice(HEAD.length)
    expect(hidden('{"paymentResultInfo":{"x":"abc","y":[12]},"z":"abc"}')).toBe(
      '{"paymentResultInfo":{"*":"***","*":[**]},"z":"abc"}',
    )
    expect(hidden('{"paymentResultInfo" : "abc"}')).toBe('{"paymentResultInfo" : "***"}')
  })

  it('takes any bytes, and ends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(masked(Buffer.from(bytes)).length).toBe(bytes.length)
      }),
    )
    for (const text of ['{"token":"'.repeat(100_000), '['.repeat(500_000), '"\\'.repeat(500_000)]) {
      expect(masked(Buffer.from(HEAD + text)).length).toBe(HEAD.length + text.length)
    }
  })
})
