import { type KeyObject, sign, verify } from 'node:crypto'
import type { AlgorithmName, SigningKey, VerifyingKey } from './keys.ts'

interface RsaAlgorithm {
  readonly keyType: 'rsa'
  readonly minModulusBits: number
  /** Every platform's page gives RSA256 this hash, so that a key entry need not name it. */
  readonly hash: 'sha256'
}

interface EccAlgorithm {
  readonly keyType: 'ec'
  /** As OpenSSL names it. */
  readonly curve: string
  /** The length of r and of s. */
  readonly coordinateBytes: number
}

type Algorithm = RsaAlgorithm | EccAlgorithm

/** RSA256 is RSASSA-PKCS1-v1_5. Of the ECC algorithms the pages give the names alone: the curves are inferred. */
export const algorithms: ReadonlyMap<AlgorithmName, Algorithm> = new Map<AlgorithmName, Algorithm>([
  ['RSA256', { keyType: 'rsa', minModulusBits: 2048, hash: 'sha256' }],
  ['ECC256', { keyType: 'ec', curve: 'prime256v1', coordinateBytes: 32 }],
  ['ECC224', { keyType: 'ec', curve: 'secp224r1', coordinateBytes: 28 }],
])

/** The algorithm of that name in any case, as every platform's page allows. */
export function algorithmNamed(name: string): AlgorithmName | undefined {
  return [...algorithms.keys()].find((known) => known === name.toUpperCase())
}

/** The algorithm that a key is for, whatever its length; undefined for RSA-PSS and for every other type or curve. */
export function algorithmOf(key: KeyObject): AlgorithmName | undefined {
  return [...algorithms].find(([, row]) => isFor(row, key))?.[0]
}

function isFor(row: Algorithm, { asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (row.keyType !== asymmetricKeyType) return false
  return row.keyType === 'rsa' || row.curve === asymmetricKeyDetails?.namedCurve
}

/** Whether a signature of this length can be the key's at all: a check that costs no arithmetic. */
export function fitsKey(signature: Buffer, key: VerifyingKey): boolean {
  const row = algorithms.get(key.algorithm)
  if (row?.keyType !== 'ec') return signature.length === modulusBytes(key.key)
  if (key.encoding === 'raw') return signature.length === 2 * row.coordinateBytes
  return signature.length >= SHORTEST_DER_BYTES && signature.length <= longestDerBytes(row.coordinateBytes)
}

/** Whether the key made the signature over the text, with the hash and the encoding of the key. */
export function verifySignature(text: Buffer, key: VerifyingKey, signature: Buffer): boolean {
  return verify(key.hash, text, cryptoKey(key), signature)
}

/** Signs on the thread pool: an RSA signature costs ten times a verification. Rejects if the key cannot sign. */
export function signText(text: Buffer, key: SigningKey): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign(key.hash, text, cryptoKey(key), (error, signature) => (error ? reject(error) : resolve(signature)))
  })
}

function cryptoKey({ key, encoding }: VerifyingKey | SigningKey) {
  return { key, dsaEncoding: encoding === 'raw' ? 'ieee-p1363' : 'der' } as const
}

function modulusBytes(key: KeyObject): number {
  return Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8)
}

// A SEQUENCE of two INTEGERs, two bytes of header each; an integer gains a byte where its highest bit is set.
const SHORTEST_DER_BYTES = 2 + 2 * (2 + 1)
function longestDerBytes(coordinateBytes: number): number {
  return 2 + 2 * (2 + coordinateBytes + 1)
}
