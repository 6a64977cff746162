import type { KeyRing } from '../../../lib/protocol/keys.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import type { Case } from '../case.ts'
import type { KeyFinding } from '../diagnosis.ts'
import { isSameKey, type KnownKey } from '../known-keys.ts'
import type { Seal } from './seals.ts'

/** The keys to try, those that the receiver itself would use first, then those that are nearest to the message. */
export function keysToTry(
  keys: readonly KnownKey[],
  ring: KeyRing,
  platform: PlatformName,
  clientId = '',
): readonly KnownKey[] {
  const client = ring.client(clientId)
  const verifying = typeof client === 'object' ? client.verifying : []
  const ofRing = verifying.map(({ key, version }): KnownKey => {
    const source = keys.find((known) => known.platform === platform && isSameKey(known.key, key))?.source
    return { owner: 'alipay', key, source: source ?? 'the key ring', platform, clientId, version }
  })
  const distance = (key: KnownKey) =>
    Number(key.platform !== platform) + Number(key.clientId !== clientId) + Number(key.owner === 'partner')
  const others = keys.toSorted((one, other) => distance(one) - distance(other))
  return [...ofRing, ...others].filter(
    ({ key }, index, all) => all.findIndex((other) => isSameKey(other.key, key)) === index,
  )
}

/** What is known of the key: the one of the seal, the one that the receiver verified with, or none. */
export function findingOf(
  { checked, readings }: Case,
  keys: readonly KnownKey[],
  seals: readonly Seal[],
  seal: Seal | undefined,
): KeyFinding {
  if (seal) {
    const { key, hash, opening } = seal
    return { kind: 'made-by', key, hash, signedDigest: opening?.digest?.toString('hex') }
  }
  if (checked.ok) {
    const { client, keyVersion } = checked.value
    // An RSA key would have opened the signature.
    const own = client.verifying.find(
      ({ version, algorithm }) => version === keyVersion && algorithm !== 'RSA256',
    )
    const key = keys.find((known) => own && isSameKey(own.key, known.key))
    if (own && key) return { kind: 'made-by', key, hash: own.hash, signedDigest: undefined }
  }
  const isSilent = keys.length === 0 || seals.some(({ opening }) => !opening) || readings.length === 0
  return { kind: isSilent ? 'silent' : 'by-none', tried: keys }
}
