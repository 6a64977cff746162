import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Algorithm, rsa256 } from '../alipay/signatures.ts'
import { problem } from '../terminal/problem.ts'

/** A private key in PEM, or as the bare base64 that consoles show. Throws a problem. */
export function readPrivateKey(file: string): string {
  const text = readText(file)
  const key = firstOf([
    () => createPrivateKey(text),
    () => createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' }),
  ])
  if (!key)
    throw problem(
      `${file} is no private key in PEM or base64: \`npm run alipay -- keys check ${file}\` says what it is`,
    )
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** A public key in PEM, or as bare base64. Throws a problem. */
export function readPublicKey(file: string): string {
  const text = readText(file)
  const key = firstOf([
    () => createPublicKey(text),
    () => createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' }),
  ])
  if (!key)
    throw problem(
      `${file} is no public key in PEM or base64: \`npm run alipay -- keys check ${file}\` says what it is`,
    )
  return key.export({ type: 'spki', format: 'pem' }).toString()
}

const algorithms: Readonly<Record<string, Algorithm>> = {
  RSA256: rsa256,
  ECC256: { name: 'ECC256', hash: 'sha256', encoding: 'der' },
  ECC224: { name: 'ECC224', hash: 'sha224', encoding: 'der' },
}
export const algorithmNames = Object.keys(algorithms)

const forms = {
  'sha256-der': { hash: 'sha256', encoding: 'der' },
  'sha256-raw': { hash: 'sha256', encoding: 'raw' },
  'sha224-der': { hash: 'sha224', encoding: 'der' },
  'sha224-raw': { hash: 'sha224', encoding: 'raw' },
} as const
type Form = keyof typeof forms
export const formNames = Object.keys(forms)

/** How the key signs: as it is asked for, or as its kind has it. */
export function algorithmOf(
  privateKey: string,
  name: string | undefined,
  form: string | undefined,
): Algorithm {
  const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(privateKey)
  const own =
    asymmetricKeyType !== 'ec'
      ? 'RSA256'
      : asymmetricKeyDetails?.namedCurve === 'secp224r1'
        ? 'ECC224'
        : 'ECC256'
  const algorithm = algorithms[name ?? own] ?? rsa256
  if ((algorithm.name === 'RSA256') !== (own === 'RSA256')) {
    throw problem(
      `the key is one for ${own}, and cannot sign by ${algorithm.name}: give another --key or --algorithm`,
    )
  }
  return algorithm.name === 'RSA256' || form === undefined
    ? algorithm
    : { ...algorithm, ...forms[form as Form] }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw problem(`${file} cannot be read (${(cause as NodeJS.ErrnoException).code})`)
  }
}

function firstOf(readings: readonly (() => KeyObject)[]): KeyObject | undefined {
  for (const read of readings) {
    try {
      return read()
    } catch {
      // The next form may fit.
    }
  }
  return undefined
}
