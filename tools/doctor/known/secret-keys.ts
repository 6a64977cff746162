import { createPublicKey } from 'node:crypto'
import { type Clients, readSecret } from '../../../lib/keys/secret/read-secret.ts'
import type { ClientKeys } from '../../../lib/protocol/keys.ts'
import type { Platform, PlatformName } from '../../../lib/protocol/platform.ts'
import type { KnownKey } from '../known-keys.ts'
import { platforms } from './platforms.ts'

/** The texts of a platform's secret, wherever they were found. */
export interface SecretText {
  /** Undefined where nobody said whose it is: it is tried for all. */
  readonly platform: PlatformName | undefined
  readonly texts: readonly string[]
  /** For people: `secrets/antom.json`. */
  readonly source: string
}

/** What a secret says of one platform's clients. */
export interface SecretKeys {
  readonly platform: PlatformName
  readonly clients: Clients
  readonly keys: readonly KnownKey[]
  /** Each with its place; never a value. */
  readonly problems: readonly string[]
}

/** Reads a secret as the receiver reads it; of several platforms that it may be for, those that could use it. */
export function keysOfSecret({ platform, texts, source }: SecretText): readonly SecretKeys[] {
  const asked = platforms.filter(({ name }) => platform === undefined || name === platform)
  const read = asked.map((one) => keysOf(texts, one, source))
  const usable = read.filter(({ keys }) => keys.length > 0)
  const [best] = [...read].sort((one, other) => one.problems.length - other.problems.length)
  // What is wrong with it for another platform is no mistake.
  const silent = usable.map((one) => (one === best ? one : { ...one, problems: [] }))
  return silent.length > 0 || !best ? silent : [best]
}

function keysOf(texts: readonly string[], platform: Platform, source: string): SecretKeys {
  const { clients, problems } = readSecret(texts, platform)
  const readable = [...clients.values()].filter((client) => client !== 'unreadable')
  return {
    platform: platform.name,
    clients,
    keys: readable.flatMap((client) => keysOfClient(client, platform.name, source)),
    problems: problems.map(({ path, message }) => `${source}: ${path}: ${message}`),
  }
}

function keysOfClient(
  { clientId, verifying, signing }: ClientKeys,
  platform: PlatformName,
  source: string,
): readonly KnownKey[] {
  const facts = { platform, clientId, source } as const
  return [
    ...verifying.map(({ key, version }) => ({ ...facts, owner: 'alipay' as const, key, version })),
    { ...facts, owner: 'partner', key: createPublicKey(signing.key), version: signing.version },
  ]
}
