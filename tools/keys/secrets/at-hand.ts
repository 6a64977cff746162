import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Platform } from '../../../lib/protocol/platform.ts'
import { explain } from '../../operate/explain.ts'
import { isProblem, problem } from '../../terminal/problem.ts'
import { consoleOf, consoles } from '../consoles.ts'
import { readInput } from '../input.ts'
import { localDir, localSecret } from './local-secret.ts'
import type { SecretStore } from './secret-store.ts'
import { stageSecret } from './stage-secret.ts'

/** A platform's secret, wherever it was found. */
export interface SecretAtHand {
  readonly platform: Platform
  /** For people, the first of its texts. */
  readonly source: string
  /** At least one. */
  readonly texts: readonly string[]
}

export interface WhichSecrets {
  /** A file with the text of one secret; `platform` says whose. */
  readonly secret?: string
  readonly stage?: string
  readonly platform?: string
}

/** The secrets that the options name: a file, those of a stage, or else those of the local stack, which may be none. */
export async function secretsAtHand({
  secret,
  stage,
  platform,
}: WhichSecrets): Promise<readonly SecretAtHand[]> {
  const asked =
    platform === undefined
      ? Object.values(consoles).map((one) => one.platform)
      : [consoleOf(platform).platform]
  if (secret !== undefined) {
    const [only] = asked
    if (platform === undefined || !only)
      throw problem(`--secret needs --platform <${Object.keys(consoles).join('|')}>`)
    return [{ platform: only, source: secret, texts: [(await readInput(secret)).toString('utf8')] }]
  }
  if (stage !== undefined && !/^[\w-]{1,64}$/.test(stage))
    throw problem(`no stage can be named ${JSON.stringify(stage.slice(0, 64))}`)
  if (stage === undefined && !existsSync(join(localDir(), 'secrets'))) return []
  const stores = asked.map((one) => ({
    platform: one,
    store: stage === undefined ? localSecret(one.name) : stageSecret(stage, one.name),
  }))
  const read = await Promise.all(stores.map(({ platform, store }) => readSecret(platform, store, stage)))
  return read.filter((one) => one !== undefined)
}

async function readSecret(
  platform: Platform,
  store: SecretStore,
  stage: string | undefined,
): Promise<SecretAtHand | undefined> {
  const parts = await inOneLine(stage, () => store.read())
  const [first] = parts
  return first && { platform, source: first.name, texts: parts.map(({ text }) => text) }
}

/** What fails with AWS as one line that says what to do. */
export async function inOneLine<Value>(
  stage: string | undefined,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work()
  } catch (cause) {
    if (stage === undefined || isProblem(cause)) throw cause
    const { name, message } = cause instanceof Error ? cause : new Error(String(cause))
    throw problem(
      name === 'AccessDeniedException'
        ? `the role may not do it: docs/operate.md#rotate-keys lists the permissions (${message})`
        : explain(cause, { stage }),
    )
  }
}
