import { hash } from 'node:crypto'
import type { KeyRing } from '../protocol/keys.ts'
import type { Platform } from '../protocol/platform.ts'
import { type Clients, readSecret } from './secret/read-secret.ts'

/** Gets what is wrong, a line each, whenever that changes; no line when nothing is wrong any more. Must not throw. */
export type Report = (problems: readonly string[]) => void

/** The keys of a platform through every reading of its secret, and through every failure to read it. */
interface HeldKeys {
  /** Another object only where other texts were read. */
  ring(): KeyRing
  take(texts: readonly string[]): void
  fail(error: unknown): void
}

export function createHeldKeys(platform: Platform, report: Report): HeldKeys {
  let digest = ''
  let clients: Clients = new Map()
  let ring = ringOf(clients)
  let problems: readonly string[] = []
  let reported = ''

  function reportChange(lines: readonly string[]): void {
    const text = lines.join('\n')
    if (text !== reported) report(lines)
    reported = text
  }

  return {
    ring: () => ring,
    take(texts) {
      const itsDigest = hash('sha256', JSON.stringify(texts))
      if (itsDigest !== digest) {
        const reading = readSecret(texts, platform, clients)
        digest = itsDigest
        clients = reading.clients
        ring = ringOf(clients)
        problems = reading.problems.map(({ path, message }) => `${path}: ${message}`)
      }
      reportChange(problems)
    },
    fail: (error) => reportChange([...problems, `${platform.name}: could not be read: ${codeOf(error)}`]),
  }
}

function ringOf(clients: Clients): KeyRing {
  return {
    client: (clientId) => clients.get(clientId),
    size: [...clients.values()].filter((keys) => keys !== 'unreadable').length,
  }
}

/** Not the message, which may quote what was received. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error'
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
