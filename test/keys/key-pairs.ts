import { generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto'

export type Pair = KeyPairKeyObjectResult

export const rsaPair = (modulusLength = 2048): Pair => generateKeyPairSync('rsa', { modulusLength })
export const eccPair = (namedCurve: string): Pair => generateKeyPairSync('ec', { namedCurve })

const spki = { type: 'spki', format: 'pem' } as const
const pkcs8 = { type: 'pkcs8', format: 'pem' } as const

export const publicPem = ({ publicKey }: Pair): string => publicKey.export(spki).toString()
export const privatePem = ({ privateKey }: Pair): string => privateKey.export(pkcs8).toString()

/** The base64 of a PEM, as the consoles show it. */
export const bare = (pem: string): string => pem.replace(/-----[^-]+-----|\n/g, '')
