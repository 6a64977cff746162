import { describe, expect, it } from 'vitest'
import { readSecret } from '../../lib/keys/secret/read-secret.ts'
import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { miniProgram } from '../../lib/platforms/mini-program/platform.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { worldfirst } from '../../lib/platforms/worldfirst/platform.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import { clientEntry, secretOf } from './secrets.ts'

const token = '0123456789abcdef'
const keyBytes = Buffer.from(Array.from({ length: 24 }, (_, at) => at + 232))
const signatureKey = `whsec_${keyBytes.toString('base64')}`

/** The client A of a secret whose entry holds this beside its keys. */
function readWith(entry: object, platform: Platform = wallet) {
  const { clients, problems } = readSecret([secretOf({ A: clientEntry(entry) })], platform)
  const keys = clients.get('A')
  return {
    keys: keys === 'unreadable' ? undefined : keys,
    lines: problems.map(({ path, message }) => `${path}: ${message}`),
  }
}

describe("a client's backend", () => {
  it.each([wallet, acquirer, miniProgram])('knows us by a bearer token: $name', (platform) => {
    const { keys, lines } = readWith({ backend: { bearer: token } }, platform)
    expect(lines).toEqual([])
    expect(keys?.backend).toEqual({ kind: 'bearer', token })
  })

  it('knows us by a signature key', () => {
    const { keys, lines } = readWith({ backend: { signatureKey } })
    expect(lines).toEqual([])
    expect(keys?.backend?.kind === 'hmac' && keys.backend.key.export()).toEqual(keyBytes)
  })

  it('need not be there', () => {
    const { keys, lines } = readWith({})
    expect(lines).toEqual([])
    expect(keys).toBeDefined()
    expect(keys).not.toHaveProperty('backend')
  })

  it.each([antom, worldfirst])('means nothing where no commands are sent: $name', (platform) => {
    const { keys, lines } = readWith({ backend: { bearer: token } }, platform)
    expect(lines).toEqual([`${platform.name} clients.A.backend: is ignored: it means nothing here`])
    expect(keys).not.toHaveProperty('backend')
  })

  it('that has too much is used', () => {
    const { keys, lines } = readWith({ backend: { bearer: token, [signatureKey]: 'x' } })
    expect(lines).toEqual(['wallet clients.A.backend: has more members than it needs: they are ignored'])
    expect(keys?.backend).toEqual({ kind: 'bearer', token })
  })
})

describe('a wrong backend', () => {
  const either = ': must have either bearer or signatureKey'
  const wrongBearer = '.bearer: must be at least 16 characters of ASCII without spaces'
  const wrongKey = '.signatureKey: must be whsec_ and the base64 of at least 24 bytes'

  it.each<[string, unknown, string]>([
    ['null', null, ': must be an object'],
    ['a token alone', token, ': must be an object'],
    ['neither', {}, either],
    ['neither, but a token as a name', { [token]: '' }, either],
    ['both', { bearer: token, signatureKey }, either],
    ['no string', { bearer: 1234567890123456 }, '.bearer: must be a string'],
    ['no key at all', { signatureKey: null }, '.signatureKey: must be a string'],
    ['a short token', { bearer: token.slice(1) }, wrongBearer],
    ['a token with a line break', { bearer: `${token}\n` }, wrongBearer],
    ['a token with a space', { bearer: `Bearer ${token}` }, wrongBearer],
    ['a token beyond ASCII', { bearer: `${token}é` }, wrongBearer],
    ['a key without its prefix', { signatureKey: keyBytes.toString('base64') }, wrongKey],
    ['a key that lost its end', { signatureKey: signatureKey.slice(0, -1) }, wrongKey],
    ['a key of 23 bytes', { signatureKey: `whsec_${keyBytes.subarray(1).toString('base64')}` }, wrongKey],
    ['a url-safe key', { signatureKey: `whsec_${keyBytes.toString('base64url')}` }, wrongKey],
    ['a key with a line break', { signatureKey: `${signatureKey}\n` }, wrongKey],
    ['a placeholder', { signatureKey: 'whsec_<your key>' }, wrongKey],
  ])('is named by its place, and leaves the keys in use: %s', (_what, backend, mistake) => {
    const { keys, lines } = readWith({ backend })
    expect(lines).toEqual([`wallet clients.A.backend${mistake}`])
    expect(keys?.signing.version).toBe('1')
    expect(keys).not.toHaveProperty('backend')
  })
})
