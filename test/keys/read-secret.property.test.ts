import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readSecret } from '../../lib/keys/secret/read-secret.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { bare, privatePem, publicPem } from './key-pairs.ts'
import { alipay, clientEntry, ecc, ours, secretOf } from './secrets.ts'

const keys = [ours, alipay, ecc].flatMap((pair) => [publicPem(pair), privatePem(pair)])
const keyTexts = [...keys, ...keys.map(bare)]
const bearer = randomBytes(24).toString('base64url')
const signatureKey = randomBytes(24).toString('base64')
const credentials = [
  bearer,
  bearer.slice(0, 15),
  `whsec_${signatureKey}`,
  signatureKey,
  signatureKey.slice(1),
]
const secrets = [...keys.map(bare), bearer, signatureKey]

/** Eight characters that stand in a secret do not stand in a line by chance. */
const quotesSecret = (line: string) =>
  Array.from(line, (_, at) => line.slice(at, at + 8)).some(
    (piece) => piece.length === 8 && secrets.some((secret) => secret.includes(piece)),
  )

const word = fc.oneof(
  fc.constantFrom('clients', 'signing', 'verifying', 'version', 'key', 'hash', 'encoding', 'current'),
  fc.constantFrom('backend', 'bearer', 'signatureKey', 'gateway'),
  fc.constantFrom('A', 'A.1', '__proto__', 'constructor', '1', '0', 'der', 'sha224'),
  fc.constantFrom(...keyTexts),
  fc.string(),
)

/** JSON of every shape, most of its words taken from those of a secret. */
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 6 },
    word,
    fc.constantFrom(...credentials),
    fc.constantFrom(null, true, false, 1),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.tuple(word, tie('json')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  ),
}))

/** Credentials at every place of a backend, as names too. */
const backend = fc.dictionary(
  fc.constantFrom('bearer', 'signatureKey', ...credentials),
  fc.oneof(fc.constantFrom(...credentials), json),
  { maxKeys: 3 },
)

const good = secretOf({
  A: clientEntry({ backend: { bearer } }),
  B: clientEntry({ backend: { signatureKey: `whsec_${signatureKey}` } }),
})
const quotes = Array.from(good.matchAll(/"/g), ({ index }) => index)

/** A good secret with something else written over a piece of it. */
const damaged = fc
  .tuple(
    fc.oneof(fc.nat(good.length), fc.constantFrom(...quotes)),
    fc.oneof(fc.nat({ max: 40 }), fc.constant(1)),
    fc.oneof(fc.string(), fc.constantFrom('', '"', '\n', '\\', '{', '},', '":"')),
  )
  .map(([at, length, other]) => good.slice(0, at) + other + good.slice(at + length))

const text = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  json.map(secretOf),
  fc.dictionary(word, json, { maxKeys: 3 }).map((client) => secretOf({ A: client, B: clientEntry() })),
  fc.oneof(backend, json).map((value) => secretOf({ A: clientEntry({ backend: value, gateway: value }) })),
  damaged,
  fc.string({ unit: 'binary' }),
)

it('reads any text without throwing, and quotes no key and no credential', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 3 }), fc.constantFrom(antom, wallet), (texts, platform) => {
      const lines = readSecret(texts, platform).problems.map(({ path, message }) => `${path}: ${message}`)
      expect(lines.filter(quotesSecret)).toEqual([])
    }),
    { numRuns: 500 },
  )
})
