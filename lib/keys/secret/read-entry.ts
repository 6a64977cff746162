import { type Checked, passed, refused } from '../../protocol/checked.ts'
import type { SigningKey, VerifyingKey } from '../../protocol/keys.ts'
import type { Platform } from '../../protocol/platform.ts'
import { type Half, readUsableKey } from './read-key.ts'
import { type Members, noteUnknown, readMembers } from './secret-json.ts'
import type { SecretPath } from './secret-path.ts'

export interface SigningEntry {
  readonly key: SigningKey
  readonly current: boolean
}

/** An entry of `signing`; undefined, and its mistakes noted, where it cannot be used. */
export function readSigningEntry(
  value: unknown,
  path: SecretPath,
  platform: Platform,
): SigningEntry | undefined {
  const entry = readMembers(value, path)
  if (!entry) return undefined
  const current = entry.get('current') ?? false
  if (typeof current !== 'boolean') path.member('current').note('must be true or false')
  const parameters = readParameters(entry, 'private', path, platform)
  return parameters && { key: { use: 'sign', ...parameters }, current: current === true }
}

/** An entry of `verifying`; undefined, and its mistakes noted, where it cannot be used. */
export function readVerifyingEntry(
  value: unknown,
  path: SecretPath,
  platform: Platform,
): VerifyingKey | undefined {
  const entry = readMembers(value, path)
  const parameters = entry && readParameters(entry, 'public', path, platform)
  return parameters && { use: 'verify', ...parameters }
}

const fields: Readonly<Record<Half, readonly string[]>> = {
  private: ['version', 'key', 'current'],
  public: ['version', 'key'],
}

function readParameters(entry: Members, half: Half, path: SecretPath, platform: Platform) {
  const field = <Value>(
    name: string,
    read: (value: unknown) => Checked<Value, string>,
  ): Value | undefined => {
    const checked = read(entry.get(name))
    if (checked.ok) return checked.value
    path.member(name).note(checked.refusal)
    return undefined
  }
  const version = field('version', readVersion)
  const usable = field('key', (value) => readUsableKey(value, half, platform))
  const rsa = usable?.algorithm === 'RSA256'
  noteUnknown(entry, rsa ? fields[half] : [...fields[half], 'hash', 'encoding'], path)
  if (!usable) return undefined
  const hash = rsa ? 'sha256' : field('hash', oneOf(['sha256', 'sha224']))
  const encoding = rsa ? undefined : field('encoding', oneOf(['der', 'raw']))
  if (version === undefined || hash === undefined || !(rsa || encoding)) return undefined
  return { version, ...usable, hash, encoding }
}

/** What a Signature header can carry as its keyVersion. */
function readVersion(value: unknown): Checked<string, string> {
  return typeof value === 'string' && /^[0-9A-Za-z._-]{1,32}$/.test(value)
    ? passed(value)
    : refused('must be a string such as "1": up to 32 letters, digits, dots, hyphens and underscores')
}

/** No document says which hash and which encoding an ECC algorithm means: whoever has the key must know. */
function oneOf<const Word extends string>(words: readonly Word[]) {
  return (value: unknown): Checked<Word, string> => {
    const word = words.find((known) => known === value)
    return word === undefined ? refused(`must be ${words.join(' or ')} for an ECC key`) : passed(word)
  }
}
