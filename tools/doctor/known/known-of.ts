import { algorithmOf } from '../../../lib/protocol/algorithms.ts'
import type { ClientKeys, KeyRing, VerifyingKey } from '../../../lib/protocol/keys.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { parseSignatureHeader } from '../../../lib/protocol/signature-header.ts'
import type { Exhibit } from '../exhibit.ts'
import type { KnownKey, KnownKeys } from '../known-keys.ts'
import { platforms } from './platforms.ts'
import type { SecretKeys } from './secret-keys.ts'

/** Everything that was named or found, to check messages with. */
export interface Gathered {
  /** What the receiver uses; none where keys were named alone. */
  readonly secrets: readonly SecretKeys[]
  /** Keys that may have made a signature all the same. */
  readonly others: readonly KnownKey[]
  /** Where somebody said of which platform the messages are. */
  readonly platform: PlatformName | undefined
}

/** The rings of the secrets; where there is none, the keys that were named alone stand for whatever client a message names. */
export function knownKeysFor(exhibit: Exhibit, { secrets, others, platform }: Gathered): KnownKeys {
  const asked = platforms.filter(({ name }) => platform === undefined || name === platform)
  const rings = asked.flatMap(({ name, algorithms }) => {
    const ofPlatform = secrets.filter((one) => one.platform === name)
    if (ofPlatform.length > 0) return [[name, ringOf(ofPlatform)] as const]
    if (secrets.length > 0) return []
    const fitting = others.filter(({ owner, key }) => {
      const algorithm = owner === 'alipay' && algorithmOf(key)
      return algorithm && algorithms.includes(algorithm)
    })
    return fitting.length === 0 ? [] : [[name, bareRing(exhibit, fitting)] as const]
  })
  // With a ring made of it, a key that came alone is described as a key of that.
  const named =
    secrets.length > 0 ? [] : rings.flatMap(([name]) => others.map((key) => ({ ...key, platform: name })))
  return { rings: new Map(rings), keys: [...secrets.flatMap(({ keys }) => keys), ...named, ...others] }
}

/** The first secret that names a client has it. */
function ringOf(secrets: readonly SecretKeys[]): KeyRing {
  const clients = new Map([...secrets].reverse().flatMap((one) => [...one.clients]))
  return {
    client: (clientId) => clients.get(clientId),
    size: [...clients.values()].filter((client) => client !== 'unreadable').length,
  }
}

/** A key alone says neither whose it is nor which version: it is whichever the message names. */
function bareRing({ headers }: Exhibit, keys: readonly KnownKey[]): KeyRing {
  const header = parseSignatureHeader(headers.get('signature') ?? '')
  const { keyVersion = '1', signature } = header.ok ? header.value : { signature: Buffer.alloc(0) }
  const verifying = keys.flatMap(({ key }) => spellingsOf(key, keyVersion, signature))
  return {
    client: (clientId) => clientWith(clientId, verifying),
    size: 1,
  }
}

function clientWith(clientId: string, verifying: readonly VerifyingKey[]): ClientKeys | undefined {
  const [first] = verifying
  // Nothing is signed here: what stands for our own key is never used.
  return first && { clientId, verifying, signing: { ...first, use: 'sign' }, decrypting: [] }
}

/** No page says which hash and encoding an ECC algorithm means: each is tried, the likelier encoding first. */
function spellingsOf(key: KnownKey['key'], version: string, signature: Buffer): readonly VerifyingKey[] {
  const algorithm = algorithmOf(key)
  if (algorithm === undefined) return []
  const common = { use: 'verify', version, algorithm, key } as const
  if (algorithm === 'RSA256') return [{ ...common, hash: 'sha256', encoding: undefined }]
  // DER begins with a SEQUENCE and its length.
  const isDer = signature[0] === 0x30 && signature[1] === signature.length - 2
  const encodings = isDer ? (['der', 'raw'] as const) : (['raw', 'der'] as const)
  return encodings.flatMap((encoding) =>
    (['sha256', 'sha224'] as const).map((hash) => ({ ...common, hash, encoding })),
  )
}
