import { createSecretKey } from 'node:crypto'
import { type Checked, passed, refused } from '../../protocol/checked.ts'
import type { BackendCredential } from '../../protocol/keys.ts'
import { readMembers } from './secret-json.ts'
import type { SecretPath } from './secret-path.ts'

/** A shorter one could be guessed. */
const bearerGrammar = /^[\x21-\x7e]{16,}$/

/** What the Standard Webhooks specification asks for at least (https://www.standardwebhooks.com). */
const MIN_KEY_BYTES = 24

const forms: ReadonlyMap<string, (text: string) => Checked<BackendCredential, string>> = new Map([
  ['bearer', readBearer],
  ['signatureKey', readSignatureKey],
])

/** A client's `backend`; undefined, and its mistakes noted, where it cannot be used. */
export function readBackend(value: unknown, path: SecretPath): BackendCredential | undefined {
  const backend = readMembers(value, path)
  if (!backend) return undefined
  const [form, ...others] = [...forms].filter(([name]) => backend.has(name))
  if (!form || others.length > 0) {
    path.note('must have either bearer or signatureKey')
    return undefined
  }
  // Not by its name: a token in its place would look like one.
  if (backend.size > 1) path.note('has more members than it needs: they are ignored')
  const [name, read] = form
  const text = backend.get(name)
  const checked = typeof text === 'string' ? read(text) : refused('must be a string')
  if (checked.ok) return checked.value
  path.member(name).note(checked.refusal)
  return undefined
}

function readBearer(token: string): Checked<BackendCredential, string> {
  return bearerGrammar.test(token)
    ? passed({ kind: 'bearer', token })
    : refused('must be at least 16 characters of ASCII without spaces')
}

function readSignatureKey(text: string): Checked<BackendCredential, string> {
  const base64 = /^whsec_(.+)$/.exec(text)?.[1] ?? ''
  const key = Buffer.from(base64, 'base64')
  // Buffer skips what is not base64.
  return key.length >= MIN_KEY_BYTES && key.toString('base64') === base64
    ? passed({ kind: 'hmac', key: createSecretKey(key) })
    : refused(`must be whsec_ and the base64 of at least ${MIN_KEY_BYTES} bytes`)
}
