import { readSecret } from '../../lib/keys/secret/read-secret.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { eccPair, type Pair, privatePem, publicPem, rsaPair } from './key-pairs.ts'

/** Our pairs and Alipay's, made once: an RSA pair takes long. */
export const ours = rsaPair()
export const ourNext = rsaPair()
export const alipay = rsaPair()
export const alipayNext = rsaPair()
export const ecc = eccPair('secp224r1')

export const signingEntry = (pair: Pair = ours, changes: object = {}) => ({
  version: '1',
  key: privatePem(pair),
  ...changes,
})

export const verifyingEntry = (pair: Pair = alipay, changes: object = {}) => ({
  version: '1',
  key: publicPem(pair),
  ...changes,
})

/** A client as the secret holds it. */
export const clientEntry = (changes: object = {}) => ({
  signing: [signingEntry()],
  verifying: [verifyingEntry()],
  ...changes,
})

export const secretOf = (clients: unknown) => JSON.stringify({ clients })

/** What reading Antom's secret gives: who can be used, and the lines that name the mistakes. */
export function reading(...texts: readonly string[]) {
  const { clients, problems } = readSecret(texts, antom)
  return { clients, lines: problems.map(({ path, message }) => `${path}: ${message}`) }
}

/** The only client of the secret, A. */
export function readA(client: unknown) {
  const { clients, lines } = reading(secretOf({ A: client }))
  const keys = clients.get('A')
  return { keys: keys === 'unreadable' ? undefined : keys, lines }
}
