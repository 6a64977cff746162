import { createPublicKey } from 'node:crypto'
import { fingerprintOf } from '../../protocol/fingerprint.ts'
import type { ClientKeys, DecryptingKey, VerifyingKey } from '../../protocol/keys.ts'
import type { Platform } from '../../protocol/platform.ts'
import { chooseSigning, newestFirst } from './choose-signing.ts'
import { readBackend } from './read-backend.ts'
import { readSigningEntry, readVerifyingEntry, type SigningEntry } from './read-entry.ts'
import { readGateway } from './read-gateway.ts'
import { noteUnknown, readMembers } from './secret-json.ts'
import type { Located, SecretPath } from './secret-path.ts'

/** The keys of a client; unreadable, and its mistakes noted, where it could sign nothing or verify nothing. */
export function readClient(
  clientId: string,
  value: unknown,
  path: SecretPath,
  platform: Platform,
): ClientKeys | 'unreadable' {
  if (!/^[!-+\x2d-~]+$/.test(clientId)) path.note('has a character that no Client-Id has, such as a space')
  const client = readMembers(value, path)
  if (!client) return 'unreadable'
  noteUnknown(client, membersOf(platform), path)
  const ours = path.member('signing')
  const entries = readList(client.get('signing'), ours, platform, readSigningEntry)
  const signing = chooseSigning(entries, ours)
  const theirs = path.member('verifying')
  const verifying = withoutOurOwn(
    readList(client.get('verifying'), theirs, platform, readVerifyingEntry),
    entries,
  )
  if (verifying.length === 0) theirs.note('holds no key that can be used')
  const decrypting =
    platform.encrypts && readOptIn(client.get('encrypted'), path) ? decryptingKeys(entries) : []
  const backend =
    platform.sendsCommands && client.has('backend')
      ? readBackend(client.get('backend'), path.member('backend'))
      : undefined
  const gateway =
    platform.answersInquiries && client.has('gateway')
      ? readGateway(client.get('gateway'), path.member('gateway'))
      : undefined
  return signing && verifying.length > 0
    ? {
        clientId,
        signing,
        verifying: newestFirst(verifying),
        decrypting,
        ...(backend && { backend }),
        ...(gateway && { gateway }),
      }
    : 'unreadable'
}

function membersOf({ encrypts, sendsCommands, answersInquiries }: Platform): readonly string[] {
  return [
    'signing',
    'verifying',
    ...(encrypts ? ['encrypted'] : []),
    ...(sendsCommands ? ['backend'] : []),
    ...(answersInquiries ? ['gateway'] : []),
  ]
}

function readOptIn(value: unknown, path: SecretPath): boolean {
  if (value !== undefined && typeof value !== 'boolean')
    path.member('encrypted').note('must be true or false')
  return value === true
}

/** The platform wraps with the public key that it checks our signatures with: the sibling gateway has no other. */
function decryptingKeys(entries: readonly Located<SigningEntry>[]): readonly DecryptingKey[] {
  const rsa = entries.flatMap(({ entry }) => (entry?.key.algorithm === 'RSA256' ? entry.key : []))
  return newestFirst(rsa.map(({ version, key }) => ({ version, key })))
}

function readList<Entry>(
  value: unknown,
  path: SecretPath,
  platform: Platform,
  read: (value: unknown, path: SecretPath, platform: Platform) => Entry | undefined,
): readonly Located<Entry>[] {
  if (!Array.isArray(value)) path.note(value === undefined ? 'is missing' : 'must be a list')
  const items: readonly unknown[] = Array.isArray(value) ? value : []
  return items.map((item, index) => {
    const at = path.item(index)
    return { entry: read(item, at, platform), path: at }
  })
}

/**
 * The consoles show our public key beside Alipay's; pasted in its place, it would verify nothing. Not compared by
 * KeyObject.equals: between keys of two types Node 24 leaves an error behind, on which the next createPrivateKey fails.
 */
function withoutOurOwn(
  listed: readonly Located<VerifyingKey>[],
  entries: readonly Located<SigningEntry>[],
): readonly VerifyingKey[] {
  const own = entries.flatMap(({ entry }) => (entry ? fingerprintOf(createPublicKey(entry.key.key)) : []))
  return listed.flatMap(({ entry, path }) => {
    if (!entry || !own.includes(fingerprintOf(entry.key))) return entry ?? []
    path.member('key').note("is your own public key: Alipay's belongs here")
    return []
  })
}
