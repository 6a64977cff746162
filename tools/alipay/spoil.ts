import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { type Draft, signDraft } from './draft.ts'
import type { SignedRequest } from './signed-request.ts'

/** A private key of the same kind, in PEM, that nobody else has. */
export function anotherKey(privateKey: string): string {
  const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(privateKey)
  const pair =
    asymmetricKeyType === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: asymmetricKeyDetails?.namedCurve ?? 'prime256v1' })
      : generateKeyPairSync('rsa', { modulusLength: asymmetricKeyDetails?.modulusLength ?? 2048 })
  return pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** The request with the value of a header written anew. */
export function withHeader(
  request: SignedRequest,
  name: string,
  spell: (value: string) => string,
): SignedRequest {
  const headers = request.headers.map(([own, value]) => [own, own === name ? spell(value) : value] as const)
  return { ...request, headers }
}

/** In base64. */
export function signatureOf({ headers }: SignedRequest): string {
  const [, encoded = ''] = new Map(headers).get('Signature')?.split('signature=') ?? []
  return decodeURIComponent(encoded)
}

/** The draft at a time at which its signature has a plus sign: of a hundred one or two have none. */
export function withPlus(draft: Draft): Draft {
  for (let ms = 0; ; ms++) {
    const timed = { ...draft, time: new Date(Date.now() + ms).toISOString() }
    if (signatureOf(signDraft(timed)).includes('+')) return timed
  }
}

/** The same JSON in other bytes; undefined where it is none. */
export function reJson(body: Buffer): Buffer | undefined {
  return rewritten(body, (value) => {
    const compact = JSON.stringify(value)
    return compact === body.toString() ? JSON.stringify(value, null, 2) : compact
  })
}

/** Undefined where it is no JSON, or sorted already. */
export function withSorted(body: Buffer): Buffer | undefined {
  const indent = body.includes('\n') ? 2 : 0
  return rewritten(body, (value) => JSON.stringify(sorted(value), null, indent))
}

function rewritten(body: Buffer, write: (value: unknown) => string): Buffer | undefined {
  try {
    const other = Buffer.from(write(JSON.parse(body.toString())))
    return other.equals(body) ? undefined : other
  } catch {
    return undefined
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member)]))
}
