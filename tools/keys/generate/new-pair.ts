import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { algorithms } from '../../../lib/protocol/algorithms.ts'
import type { AlgorithmName } from '../../../lib/protocol/keys.ts'

const generate = promisify(generateKeyPair)

/** A new private key of the algorithm; an RSA key has 2048 bits, as Antom's page asks (https://docs.antom.com/ac/gr/signature). */
export async function newPrivateKey(algorithm: AlgorithmName): Promise<KeyObject> {
  const row = algorithms.get(algorithm)
  const { privateKey } =
    row?.keyType === 'ec'
      ? await generate('ec', { namedCurve: row.curve })
      : await generate('rsa', { modulusLength: 2048 })
  return privateKey
}

/** PKCS#8 in base64, on one line: what stands in the secret. */
export function privateLineOf(privateKey: KeyObject): string {
  return privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
}
