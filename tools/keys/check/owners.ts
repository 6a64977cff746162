import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readKey } from '../../../lib/keys/secret/read-key.ts'
import { readSenders } from '../../alipay/read-senders.ts'
import { publicHalfOf } from '../public-half.ts'
import type { SecretAtHand } from '../secrets/at-hand.ts'
import { localDir } from '../secrets/local-secret.ts'
import { type EntryView, viewSecret } from '../secrets/secret-view.ts'

/** `alipay`: verifies its messages; `partner`: signs our replies; `test`: published with the vectors, anybody's. */
export type Owner = 'alipay' | 'partner' | 'pretend-alipay' | 'test'

/** A key whose owner is known. */
export interface OwnedKey {
  readonly owner: Owner
  readonly publicKey: KeyObject
  /** Where it stands. */
  readonly source: string
  readonly platform?: string
  readonly clientId?: string
  readonly version?: string
  /** Of the partner's: whether it is the one that signs. */
  readonly signs?: boolean
}

const vectorKeys = join(import.meta.dirname, '../../../docs/vectors/keys.json')

/** Every key that is at hand: of the secrets, of the pretend Alipay, and the public ones of the test vectors. */
export function keysAtHand(secrets: readonly SecretAtHand[]): readonly OwnedKey[] {
  return [...secrets.flatMap(keysOfSecret), ...pretendKeys(), ...testKeys()]
}

function keysOfSecret({ platform, source, texts }: SecretAtHand): readonly OwnedKey[] {
  return viewSecret(texts, platform).clients.flatMap(({ clientId, signing, verifying }) => {
    const owned = (owner: Owner) => (entry: EntryView) => {
      const { publicKey, version, signs } = entry
      return publicKey
        ? [{ owner, publicKey, source, platform: platform.name, clientId, version, signs }]
        : []
    }
    return [...signing.flatMap(owned('partner')), ...verifying.flatMap(owned('alipay'))]
  })
}

function pretendKeys(): readonly OwnedKey[] {
  const source = join(localDir(), 'senders.json')
  return Object.entries(readSenders(source) ?? {}).flatMap(
    ([platform, { clientId, keyVersion, privateKey }]) =>
      readable(privateKey).map((publicKey) => ({
        owner: 'pretend-alipay' as const,
        publicKey,
        source,
        platform,
        clientId,
        version: keyVersion,
      })),
  )
}

function testKeys(): readonly OwnedKey[] {
  const { keys }: { keys: Record<string, { publicKey?: string }> } = JSON.parse(
    readFileSync(vectorKeys, 'utf8'),
  )
  return Object.entries(keys).flatMap(([name, { publicKey = '' }]) =>
    readable(publicKey).map((key) => ({
      owner: 'test' as const,
      publicKey: key,
      source: `docs/vectors/keys.json, ${name}`,
    })),
  )
}

function readable(text: string): readonly KeyObject[] {
  const read = readKey(text)
  return read.ok ? [publicHalfOf(read.value)] : []
}

const whose: Readonly<Record<Owner, (key: OwnedKey) => string>> = {
  alipay: ({ platform, clientId, version }) => `Alipay's key of ${platform} ${clientId}, version ${version}`,
  partner: ({ platform, clientId, version, signs }) =>
    `your own key of ${platform} ${clientId}, version ${version}${signs ? ', which signs' : ''}`,
  'pretend-alipay': ({ platform }) => `the pretend Alipay's key for ${platform}`,
  test: () => 'a test key that everybody has',
}

/** Whose key it is and where it stands, for people. */
export function describeOwner(key: OwnedKey): string {
  return `${whose[key.owner](key)} (${key.source})`
}
