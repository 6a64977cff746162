import { createPublicKey, hash } from 'node:crypto'
import { type Clients, readSecret } from '../../lib/keys/secret/read-secret.ts'
import { shortFingerprintOf } from '../../lib/protocol/fingerprint.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import { localSecrets } from '../doctor/known/local-keys.ts'
import { platforms } from '../doctor/known/platforms.ts'
import { harmless } from '../terminal/harmless.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { adviceFor, secretAdvice } from './advice.ts'

/** What is said of the secrets in a folder. */
export interface SecretsReport {
  /** A line for each client of each platform, with its keys; and one for each mistake, with what to do. */
  readonly lines: readonly string[]
  /** The mistakes alone. */
  readonly problems: readonly string[]
}

export interface SecretsReader {
  /** Of the platforms whose texts have changed since the last reading; at first of all. Throws where a file cannot be read. */
  readChanged(): SecretsReport
}

/** Reads the secrets of a local stack's folder as its functions do: a mistake takes no keys from a client that has them. */
export function createSecretsReader(dir: string, paint: Terminal['paint']): SecretsReader {
  const held = new Map<Platform, { readonly digest: string; readonly clients: Clients }>()

  function read(platform: Platform, texts: readonly string[]): SecretsReport {
    const digest = hash('sha256', JSON.stringify(texts))
    const before = held.get(platform)
    if (before?.digest === digest) return { lines: [], problems: [] }
    const { clients, problems } = readSecret(texts, platform, before?.clients)
    held.set(platform, { digest, clients })
    const found = problems.map(({ path, message }) => paint('bad', sayProblem(`${path}: ${message}`)))
    const lines = [...clients].map(([clientId, keys]) => sayClient(platform.name, clientId, keys))
    return { lines: [...lines, ...found.map((line) => `  ${line}`)], problems: found }
  }

  return {
    readChanged() {
      const secrets = new Map(localSecrets(dir).map(({ platform, texts }) => [platform, texts]))
      const reports = platforms.map((platform) => read(platform, secrets.get(platform.name) ?? []))
      return {
        lines: reports.flatMap(({ lines }) => lines),
        problems: reports.flatMap(({ problems }) => problems),
      }
    },
  }
}

type Keys = Clients extends ReadonlyMap<string, infer Value> ? Value : never

function sayClient(platform: string, clientId: string, keys: Keys): string {
  const start = `  ${platform.padEnd(12)}  ${harmless(clientId).padEnd(18)}  `
  if (keys === 'unreadable') return `${start}no key that can be used`
  const theirs = keys.verifying.map(({ version, key }) => `${harmless(version)} ${shortFingerprintOf(key)}`)
  const { version, key } = keys.signing
  return `${start}Alipay's ${theirs.join(', ')}  ours ${harmless(version)} ${shortFingerprintOf(createPublicKey(key))}`
}

/** What is wrong with a secret, and what to do. */
export function sayProblem(line: string): string {
  const advice = adviceFor(line, secretAdvice)
  return harmless(advice ? `${line} (${advice})` : line)
}
