import { type KeyObject, sign, verify } from 'node:crypto'
import type { AlgorithmName, SigningKey, VerifyingKey } from './keys.ts'

interface RsaAlgorithm {
  readonly keyType: 'rsa'
  readonly minModulusBits: number
  /** The overviews define RSA256 whole, so that a key entry need not name its hash. */
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

/** RSA256 is RSASSA-PKCS1-v1_5; of the ECC algorithms the overviews give the names alone, the curves are ours. */
export const algorithms: ReadonlyMap<AlgorithmName, Algorithm> = new Map<AlgorithmName, Algorithm>([
  ['RSA256', { keyType: 'rsa', minModulusBits: 2048, hash: 'sha256' }],
  ['ECC256', { keyType: 'ec', curve: 'prime256v1', coordinateBytes: 32 }],
  ['ECC224', { keyType: 'ec', curve: 'secp224r1', coordinateBytes: 28 }],
])

/** The algorithm of that name in any case, as every overview allows. */
export const algorithmNamed = (name: string): AlgorithmName | undefined =>
  [...algorithms.keys()].find((known) => known === name.toUpperCase())

/** The algorithm that a key is for, whatever its length; undefined for RSA-PSS and for every other type or curve. */
export const algorithmOf = (key: KeyObject): AlgorithmName | undefined =>
  [...algorithms].find(([, row]) => isFor(row, key))?.[0]

const isFor = (row: Algorithm, { asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean =>
  row.keyType === asymmetricKeyType &&
  (row.keyType === 'rsa' || row.curve === asymmetricKeyDetails?.namedCurve)

/** Whether a signature of so many bytes can be this key's at all: known before any arithmetic is spent on it. */
export function fitsKey(signature: Buffer, key: VerifyingKey): boolean {
  const row = algorithms.get(key.algorithm)
  if (row?.keyType !== 'ec') return signature.length === modulusBytes(key.key)
  if (key.encoding === 'raw') return signature.length === 2 * row.coordinateBytes
  return signature.length >= shortestDer && signature.length <= longestDer(row.coordinateBytes)
}

/** Whether the key made the signature over the text, with the hash and the encoding of the key. */
export const verifySignature = (text: Buffer, key: VerifyingKey, signature: Buffer): boolean =>
  verify(key.hash, text, cryptoKey(key), signature)

/** Signs on the thread pool: an RSA signature costs ten times a verification. Rejects if the key cannot sign. */
export const signText = (text: Buffer, key: SigningKey): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    sign(key.hash, text, cryptoKey(key), (error, signature) => (error ? reject(error) : resolve(signature)))
  })

const cryptoKey = ({ key, encoding }: VerifyingKey | SigningKey) =>
  ({ key, dsaEncoding: encoding === 'raw' ? 'ieee-p1363' : 'der' }) as const

const modulusBytes = (key: KeyObject): number => Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8)

// A SEQUENCE of two INTEGERs, two bytes of header each; an integer gains a byte where its highest bit is set.
const shortestDer = 2 + 2 * (2 + 1)
const longestDer = (coordinateBytes: number): number => 2 + 2 * (2 + coordinateBytes + 1)
