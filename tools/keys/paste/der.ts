import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

interface Form {
  readonly name: string
  readonly label: string
  /** Which keys have it: OpenSSL reads more than it is asked for. */
  readonly type?: string
  read(der: Buffer): KeyObject
}

/** The ways in which a key is written as DER, by the name that people search for, with the label that its PEM has. */
const forms: readonly Form[] = [
  { name: 'PKCS#8', label: 'PRIVATE KEY', read: privateKey('pkcs8') },
  { name: 'PKCS#1', label: 'RSA PRIVATE KEY', type: 'rsa', read: privateKey('pkcs1') },
  { name: 'SEC1', label: 'EC PRIVATE KEY', read: privateKey('sec1') },
  { name: 'SPKI', label: 'PUBLIC KEY', read: publicKey('spki') },
  { name: 'PKCS#1', label: 'RSA PUBLIC KEY', read: publicKey('pkcs1') },
]

/** What stands after BEGIN in the PEM of each form. */
export const keyLabels: readonly string[] = forms.map(({ label }) => label)

function privateKey(type: 'pkcs8' | 'pkcs1' | 'sec1') {
  return (key: Buffer) => createPrivateKey({ key, format: 'der', type })
}

function publicKey(type: 'spki' | 'pkcs1') {
  return (key: Buffer) => createPublicKey({ key, format: 'der', type })
}

export interface DerKey {
  readonly form: string
  /** Of its PEM. */
  readonly label: string
  readonly key: KeyObject
}

/** The key that these bytes are, and in which form; undefined where they are none, or an encrypted one. */
export function keyOfDer(der: Buffer): DerKey | undefined {
  for (const { name, label, type, read } of forms) {
    try {
      const key = read(der)
      if (type === undefined || type === key.asymmetricKeyType) return { form: name, label, key }
    } catch {}
  }
  return undefined
}

/** How long the outermost SEQUENCE says that it is, its head included; undefined where there is none. */
export function declaredLength(der: Buffer): number | undefined {
  const [tag, first = 0] = der
  if (tag !== 0x30) return undefined
  if (first < 0x80) return 2 + first
  const size = first - 0x80
  return size === 0 || size > 4 || der.length < 2 + size ? undefined : 2 + size + der.readUIntBE(2, size)
}
