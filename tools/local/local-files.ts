import { chmodSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { problem } from '../terminal/problem.ts'

export interface LocalFiles {
  readonly dir: string
  /** Per platform what a client needs to play Alipay. */
  readonly senders: string
  /** A folder: `<platform>.json` is what Secrets Manager serves. */
  readonly secrets: string
  /** What the event bus delivers. */
  readonly events: string
  readonly deadLetters: string
  /** What ask-alipay is to be woken by. */
  readonly watches: string
  readonly watchesDeadLetters: string
  /** What the functions print. */
  readonly log: string
  /** How a program reaches what runs; there while the stack runs. */
  readonly environment: string
  /** The URL of the inspector; there while it runs. */
  readonly inspector: string
  readonly table: string
  readonly checkpoint: string
}

const FOLDER = 0o700

/** Where everything of a local stack is kept; makes the folders. Throws a problem where the folder holds other things. */
export function openLocalFiles(dir: string): LocalFiles {
  const files = {
    dir,
    senders: join(dir, 'senders.json'),
    secrets: join(dir, 'secrets'),
    events: join(dir, 'events.ndjson'),
    deadLetters: join(dir, 'dead-letters.ndjson'),
    watches: join(dir, 'watches.ndjson'),
    watchesDeadLetters: join(dir, 'watches-dead-letters.ndjson'),
    log: join(dir, 'log.ndjson'),
    environment: join(dir, 'environment.json'),
    inspector: join(dir, 'inspector-url'),
    table: join(dir, 'dynamodb.sqlite'),
    checkpoint: join(dir, 'stream-checkpoint.json'),
  }
  orProblem(() => {
    makeFolder(dir)
    const held = readdirSync(dir)
    if (held.length > 0 && !held.includes(basename(files.secrets))) {
      throw new Error(`${dir} holds other things: name a folder that is new or empty`)
    }
    makeFolder(files.secrets)
  })
  return files
}

/**
 * Lets only the owner read what is there already: keys and messages are in it. No other program may be at work in the
 * folder. Throws a problem.
 */
export function keepToOwner({ dir }: LocalFiles): void {
  orProblem(() => {
    chmodSync(dir, FOLDER)
    for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
      // What a link leads to is not ours.
      if (!entry.isFile() && !entry.isDirectory()) continue
      const path = join(entry.parentPath, entry.name)
      chmodSync(path, statSync(path).mode & FOLDER)
    }
  })
}

function orProblem(work: () => void): void {
  try {
    work()
  } catch (cause) {
    throw problem(`LOCAL_DIR cannot be used: ${cause instanceof Error ? cause.message : cause}`)
  }
}

/** Node's own `recursive` never ends where an existing folder takes no new one, such as /proc. */
function makeFolder(path: string): void {
  const parent = dirname(path)
  if (parent !== path && !existsSync(parent)) makeFolder(parent)
  if (!existsSync(path)) mkdirSync(path, { mode: FOLDER })
}
