import { algorithmNamed } from '../../../lib/protocol/algorithms.ts'
import type { KeyRing, VerifyingKey } from '../../../lib/protocol/keys.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { quote } from '../../../lib/protocol/quote.ts'
import { parseSignatureHeader } from '../../../lib/protocol/signature-header.ts'
import type { Cause } from '../diagnosis.ts'
import { describeKey, isSameKey, type KnownKey } from '../known-keys.ts'
import type { Seal } from './seals.ts'

/** Under which names a message was signed, and what its receiver has for them. */
export interface Signing {
  readonly platform: PlatformName
  readonly ring: KeyRing
  readonly clientId: string
  /** The Signature header as it came. */
  readonly header: string
}

/** Why the receiver does not take the key that made the signature, or the way in which it did; none where it does. */
export function keyCauses(seal: Seal, signing: Signing): readonly Cause[] {
  const client = signing.ring.client(signing.clientId)
  const keys = typeof client === 'object' ? client.verifying : []
  const same = keys.filter(({ key }) => isSameKey(key, seal.key.key))
  const own = same.find(({ version }) => version === versionIn(signing.header)) ?? same[0]
  if (own) return [...headerCauses(own, signing.header), ...schemeCauses(seal, own)]
  // Where the client itself is unknown, that is the cause.
  const wrongKey = client === undefined ? [] : [wrongKeyOf(seal.key, signing)]
  return [...wrongKey, ...schemeCauses(seal, undefined)]
}

function versionIn(header: string): string | undefined {
  const parsed = parseSignatureHeader(header)
  return parsed.ok ? parsed.value.keyVersion : undefined
}

/** What the header says beside the signature must fit the key. */
function headerCauses({ version, algorithm }: VerifyingKey, header: string): readonly Cause[] {
  const parsed = parseSignatureHeader(header)
  if (!parsed.ok) return []
  const { keyVersion, algorithm: named } = parsed.value
  const wrongVersion: Cause = {
    name: 'key-version-wrong',
    what: `the header names key version ${quote(keyVersion ?? '')}, and key ${version} made the signature`,
    change: `send keyVersion=${version}, or give the key that version in the secret`,
    where: 'secret',
  }
  const wrongAlgorithm: Cause = {
    name: 'algorithm-wrong',
    what: `the header names the algorithm ${quote(named ?? '')}, and the key is for ${algorithm}`,
    change: `send algorithm=${algorithm}`,
    where: 'code',
  }
  return [
    ...(keyVersion !== undefined && keyVersion !== version ? [wrongVersion] : []),
    ...(named !== undefined && algorithmNamed(named) !== algorithm ? [wrongAlgorithm] : []),
  ]
}

/** How the key signed, beside how it should: RSA by the protocol, ECC by what the secret says. */
function schemeCauses({ hash, scheme }: Seal, own: VerifyingKey | undefined): readonly Cause[] {
  const isEcc = scheme === 'der' || scheme === 'raw'
  const wantedHash = own?.hash ?? (isEcc ? hash : 'sha256')
  const otherHash: Cause = {
    name: 'hash-other',
    what: `the text was hashed with ${hash}, not with ${wantedHash}`,
    ...(isEcc
      ? { change: `set the key's hash to ${hash} in the secret`, where: 'secret' }
      : { change: 'sign with SHA256withRSA', where: 'code' }),
  }
  const otherScheme: Cause = isEcc
    ? {
        name: 'encoding-other',
        what: `the signature is encoded as ${scheme}, and the secret says ${own?.encoding}`,
        change: `set the key's encoding to ${scheme} in the secret`,
        where: 'secret',
      }
    : {
        name: scheme === 'pss' ? 'padding-pss' : 'digest-info-missing',
        what:
          scheme === 'pss'
            ? 'the signature has PSS padding'
            : 'the digest was encrypted without its DigestInfo',
        change: 'sign with SHA256withRSA, which is RSASSA-PKCS1-v1_5',
        where: 'code',
      }
  const isOther = isEcc ? own !== undefined && own.encoding !== scheme : scheme !== 'pkcs1'
  return [...(hash !== wantedHash ? [otherHash] : []), ...(isOther ? [otherScheme] : [])]
}

/** Which of the mistakes it is to sign, or to verify, with this key. */
function wrongKeyOf(key: KnownKey, { platform, clientId }: Signing): Cause {
  const made = `${describeKey(key)} made the signature`
  const addKey = `put this key's public half under verifying of ${quote(clientId)}`
  if (key.owner === 'partner') {
    return {
      name: 'own-key',
      what: `${made}, and requests are Alipay's to sign`,
      change:
        "sign with Alipay's key, in a test with the pretend Alipay's: yours is for replies and your own calls",
      where: 'code',
    }
  }
  if (key.platform !== undefined && key.platform !== platform) {
    return {
      name: 'key-of-other-platform',
      what: `${made}, and the call came to ${platform}`,
      change: `send it to the URL of ${key.platform}, or ${addKey}`,
      where: 'console',
    }
  }
  if (key.clientId !== undefined && key.clientId !== clientId) {
    return {
      name: 'key-of-other-client',
      what: `${made}, and the call names ${quote(clientId)}`,
      change: `send the Client-Id whose key signs, or ${addKey}`,
      where: 'secret',
    }
  }
  return {
    name: 'key-not-in-secret',
    what: `${made}, which the secret of ${platform} does not have for ${quote(clientId)}`,
    change: `${addKey}, if it is not the key of another environment`,
    where: 'secret',
  }
}
