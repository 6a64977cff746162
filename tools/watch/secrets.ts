import { createPublicKey, hash, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Clients, readSecret } from '../../lib/keys/secret/read-secret.ts'
import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { miniProgram } from '../../lib/platforms/mini-program/platform.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { worldfirst } from '../../lib/platforms/worldfirst/platform.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { adviceFor, secretAdvice } from './advice.ts'
import { visible } from './text.ts'

/** What is said of the secrets in a folder. */
export interface SecretsReport {
  /** A line for each client of each platform, with its keys; and one for each mistake, with what to do. */
  readonly lines: readonly string[]
  /** The mistakes alone. */
  readonly problems: readonly string[]
}

export interface SecretsReader {
  /** Of the platforms whose texts have changed since the last reading; at first of all. Never throws. */
  readChanged(): SecretsReport
}

const platforms: readonly Platform[] = [acquirer, antom, miniProgram, wallet, worldfirst]

/** Reads the secrets as the functions do: a mistake takes no keys from a client that has them. */
export function createSecretsReader(dir: string, paint: Terminal['paint']): SecretsReader {
  const held = new Map<Platform, { readonly digest: string; readonly clients: Clients }>()

  function read(platform: Platform): SecretsReport {
    const texts = textsOf(dir, platform.name)
    const digest = hash('sha256', JSON.stringify(texts))
    const before = held.get(platform)
    if (before?.digest === digest) return { lines: [], problems: [] }
    const { clients, problems } = readSecret(texts, platform, before?.clients)
    held.set(platform, { digest, clients })
    const found = problems.map(({ path, message }) => paint('bad', sayProblem(path, message)))
    const lines = [...clients].map(([clientId, keys]) => sayClient(platform.name, clientId, keys))
    return { lines: [...lines, ...found.map((line) => `  ${line}`)], problems: found }
  }

  return {
    readChanged() {
      const reports = platforms.map(read)
      return {
        lines: reports.flatMap(({ lines }) => lines),
        problems: reports.flatMap(({ problems }) => problems),
      }
    },
  }
}

/** The secret and its continuations, as far as they are there. */
function textsOf(dir: string, name: string): readonly string[] {
  const texts: string[] = []
  for (let part = 1; ; part++) {
    try {
      texts.push(readFileSync(join(dir, `${part === 1 ? name : `${name}-${part}`}.json`), 'utf8'))
    } catch {
      return texts
    }
  }
}

type Keys = Clients extends ReadonlyMap<string, infer Value> ? Value : never

function sayClient(platform: string, clientId: string, keys: Keys): string {
  const start = `  ${platform.padEnd(12)}  ${visible(clientId).padEnd(18)}  `
  if (keys === 'unreadable') return `${start}no key that can be used`
  const theirs = keys.verifying.map(({ version, key }) => `${visible(version)} ${fingerprintOf(key)}`)
  const { version, key } = keys.signing
  return `${start}Alipay's ${theirs.join(', ')}  ours ${visible(version)} ${fingerprintOf(createPublicKey(key))}`
}

/** As the log and `openssl pkey -pubin -outform DER | sha256sum` begin it. */
function fingerprintOf(key: KeyObject): string {
  return hash('sha256', key.export({ type: 'spki', format: 'der' })).slice(0, 16)
}

function sayProblem(path: string, message: string): string {
  const todo = adviceFor(message, secretAdvice)
  return visible(todo ? `${path}: ${message} (${todo})` : `${path}: ${message}`)
}
