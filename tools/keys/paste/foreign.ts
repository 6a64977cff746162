import {
  createPrivateKey,
  createPublicKey,
  type JsonWebKey,
  type KeyObject,
  X509Certificate,
} from 'node:crypto'
import type { Block } from './pem.ts'

/** What came, as far as these rows need it. */
interface Content {
  readonly bytes: Buffer
  readonly text: string
  readonly blocks: readonly Block[]
  readonly der: Buffer
}

/** A form that the receiver does not read. */
export interface Foreign {
  /** In kebab case. */
  readonly name: string
  readonly form: string
  readonly change: string
  /** What it holds, where Node can open it. */
  readonly key?: KeyObject | undefined
}

interface Row extends Omit<Foreign, 'key'> {
  /** What is inside it, or that it cannot be opened; undefined where it is something else. */
  find(content: Content): { readonly key?: KeyObject | undefined } | undefined
}

const PASTE_INSIDE = 'paste the public key inside it: `keys fingerprint` prints it as one line'

/** The first that fits. */
const rows: readonly Row[] = [
  {
    name: 'certificate',
    form: 'an X.509 certificate',
    change: PASTE_INSIDE,
    find: ({ blocks, der }) =>
      noKeyIn(blocks) ? opened(() => new X509Certificate(der).publicKey) : undefined,
  },
  {
    name: 'certificate-request',
    form: 'a request for a certificate',
    change: 'print the public key inside it: `openssl req -noout -pubkey -in <file>`',
    find: byLabel(/CERTIFICATE REQUEST$/),
  },
  {
    name: 'openssh',
    form: 'an OpenSSH private key',
    change: 'turn a copy of it into PKCS#8: `ssh-keygen -p -N "" -m PKCS8 -f <copy>`',
    find: byLabel(/^OPENSSH PRIVATE KEY$/),
  },
  {
    name: 'openssh',
    form: 'an OpenSSH public key',
    change: 'print it as SPKI: `ssh-keygen -e -m PKCS8 -f <file>`',
    find: ({ text }) => (/^\s*(ssh-\w+|ecdsa-sha2-\S+|sk-\S+) AAAA/.test(text) ? {} : undefined),
  },
  {
    name: 'ssh2',
    form: 'an SSH2 public key',
    change: 'print it as SPKI: `ssh-keygen -i -f <file> > key.pub && ssh-keygen -e -m PKCS8 -f key.pub`',
    find: byLabel(/^SSH2 PUBLIC KEY$/),
  },
  {
    name: 'putty',
    form: 'a PuTTY key',
    change: 'export it with PuTTYgen: Conversions > Export OpenSSH key',
    find: ({ text }) => (/^\s*PuTTY-User-Key-File/.test(text) ? {} : undefined),
  },
  {
    name: 'pgp',
    form: 'a PGP key',
    change: 'no platform uses PGP: make a pair with `keys generate`',
    find: byLabel(/^PGP /),
  },
  {
    name: 'key-store',
    form: 'a Java key store',
    change: 'print the certificate inside it: `keytool -exportcert -rfc -keystore <file> -alias <alias>`',
    find: ({ bytes }) => (bytes.subarray(0, 4).toString('hex') === 'feedfeed' ? {} : undefined),
  },
  {
    name: 'pkcs12',
    form: 'a PKCS#12 store',
    change: 'print the private key inside it: `openssl pkcs12 -in <file> -nocerts -nodes`',
    // A SEQUENCE whose first member is the version, 3.
    find: ({ der }) =>
      /^30(8[0-4])?(..){0,4}?02010330/.test(der.subarray(0, 12).toString('hex')) ? {} : undefined,
  },
  {
    name: 'jwk',
    form: 'a JWK',
    change: PASTE_INSIDE,
    find: ({ text }) => {
      const jwk = jwkOf(text)
      return (
        jwk &&
        opened(() =>
          jwk.d
            ? createPrivateKey({ key: jwk, format: 'jwk' })
            : createPublicKey({ key: jwk, format: 'jwk' }),
        )
      )
    },
  },
  {
    name: 'whole-secret',
    form: 'a whole secret',
    change: 'check it with `keys check --secret <file> --platform <platform>`',
    find: ({ text }) => (jsonOf(text)?.has('clients') ? {} : undefined),
  },
  {
    name: 'json',
    form: 'JSON',
    change: 'paste the one member that holds the key',
    find: ({ text }) => (jsonOf(text) ? {} : undefined),
  },
]

export function findForeign(content: Content): Foreign | undefined {
  for (const { find, ...row } of rows) {
    const found = find(content)
    if (found) return { ...row, key: found.key }
  }
  return undefined
}

function byLabel(label: RegExp): Row['find'] {
  return ({ blocks }) => (blocks.some((block) => label.test(block.label)) ? {} : undefined)
}

function noKeyIn(blocks: readonly Block[]): boolean {
  return !blocks.some(({ label }) => label.endsWith('KEY'))
}

function opened(open: () => KeyObject): { readonly key: KeyObject } | undefined {
  try {
    return { key: open() }
  } catch {
    return undefined
  }
}

function jsonOf(text: string): ReadonlyMap<string, unknown> | undefined {
  if (!/^\s*\{/.test(text)) return undefined
  try {
    return new Map(Object.entries(JSON.parse(text)))
  } catch {
    return undefined
  }
}

/** A JWK, or the first of a set. */
function jwkOf(text: string): JsonWebKey | undefined {
  const json = jsonOf(text)
  const keys: unknown = json?.get('keys')
  const one: unknown = json?.has('kty') ? Object.fromEntries(json) : Array.isArray(keys) ? keys[0] : undefined
  return typeof one === 'object' && one !== null && 'kty' in one ? (one as JsonWebKey) : undefined
}
