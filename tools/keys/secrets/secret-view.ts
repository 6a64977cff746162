import type { KeyObject } from 'node:crypto'
import { readKey } from '../../../lib/keys/secret/read-key.ts'
import { readSecret } from '../../../lib/keys/secret/read-secret.ts'
import type { Problem } from '../../../lib/keys/secret/secret-path.ts'
import type { Platform } from '../../../lib/protocol/platform.ts'
import { isSameKey, publicHalfOf } from '../public-half.ts'

/** An entry of `signing` or `verifying`, as it stands there. */
export interface EntryView {
  readonly version: string
  /** The one that signs: as the receiver chooses it. */
  readonly signs: boolean
  /** Its public half; undefined where the receiver could not read the key either. */
  readonly publicKey: KeyObject | undefined
}

export interface ClientView {
  readonly clientId: string
  /** Which of the texts names it. */
  readonly part: number
  /** In the order of the secret. */
  readonly signing: readonly EntryView[]
  readonly verifying: readonly EntryView[]
  /** False where the receiver has no keys of it. */
  readonly usable: boolean
  /** Where its inquiries go; undefined where it names no gateway, or none that the receiver takes. */
  readonly gateway: string | undefined
}

export interface SecretView {
  readonly clients: readonly ClientView[]
  /** What the receiver itself says of it. */
  readonly problems: readonly Problem[]
}

/** What a platform's secret says, by the receiver's own reading of it. Throws never, and holds no private key. */
export function viewSecret(texts: readonly string[], platform: Platform): SecretView {
  const { clients: readings, problems } = readSecret(texts, platform)
  const clients = texts.flatMap((text, part) =>
    Object.entries(membersOf(membersOf(parse(text)).clients)).map(([clientId, value]): ClientView => {
      const { signing, verifying } = membersOf(value)
      const reading = readings.get(clientId)
      const keys = typeof reading === 'object' ? reading : undefined
      return {
        clientId,
        part,
        signing: entriesOf(signing, keys && publicHalfOf(keys.signing.key), keys?.signing.version),
        verifying: entriesOf(verifying),
        usable: keys !== undefined,
        gateway: keys?.gateway,
      }
    }),
  )
  const first = new Set<string>()
  return { clients: clients.filter(({ clientId }) => !first.has(clientId) && first.add(clientId)), problems }
}

function entriesOf(list: unknown, signing?: KeyObject, version?: string): readonly EntryView[] {
  if (!Array.isArray(list)) return []
  return list.map((item) => {
    const entry = membersOf(item)
    const read = typeof entry.key === 'string' ? readKey(entry.key) : undefined
    const publicKey = read?.ok ? publicHalfOf(read.value) : undefined
    const own = typeof entry.version === 'string' ? entry.version : ''
    return {
      version: own,
      signs: own === version && signing !== undefined && isSameKey(signing, publicKey ?? signing),
      publicKey,
    }
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.trim())
  } catch {
    return undefined
  }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
