import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startProblem } from './start-problem.ts'

export interface LocalFiles {
  readonly dir: string
  /** Per platform what a client needs to play Alipay. */
  readonly senders: string
  /** A folder: `<platform>.json` is what Secrets Manager serves. */
  readonly secrets: string
  /** What the event bus delivers. */
  readonly events: string
  readonly deadLetters: string
  /** What the functions print. */
  readonly log: string
  /** How a program reaches what runs; there while the stack runs. */
  readonly environment: string
  readonly table: string
  readonly checkpoint: string
}

/** Where everything of a local stack is kept; makes the folders, which are nobody else's to read. */
export function openLocalFiles(dir: string): LocalFiles {
  const files = {
    dir,
    senders: join(dir, 'senders.json'),
    secrets: join(dir, 'secrets'),
    events: join(dir, 'events.ndjson'),
    deadLetters: join(dir, 'dead-letters.ndjson'),
    log: join(dir, 'log.ndjson'),
    environment: join(dir, 'environment.json'),
    table: join(dir, 'dynamodb.sqlite'),
    checkpoint: join(dir, 'stream-checkpoint.json'),
  }
  try {
    mkdirSync(files.secrets, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw startProblem(`LOCAL_DIR cannot be used: ${cause instanceof Error ? cause.message : cause}`)
  }
  return files
}
