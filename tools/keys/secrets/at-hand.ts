import { platforms } from '../../../lib/platforms/platforms.ts'
import type { Platform } from '../../../lib/protocol/platform.ts'
import { problem } from '../../terminal/problem.ts'
import { consoleOf, consoles } from '../consoles.ts'
import { readInput } from '../input.ts'
import { localSecret } from './local-secret.ts'

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

/** The platform of that name, or all. Throws a problem. */
export function platformsNamed(platform: string | undefined): readonly Platform[] {
  return platform === undefined ? Object.values(platforms) : [consoleOf(platform).platform]
}

/**
 * The secrets that the options name: a file, those of a stage that have a value, or else those of the local stack, which
 * may be none. Throws a problem where they cannot be read.
 */
export async function secretsAtHand({
  secret,
  stage,
  platform,
}: WhichSecrets): Promise<readonly SecretAtHand[]> {
  const asked = platformsNamed(platform)
  if (secret !== undefined) {
    const [only, another] = asked
    if (!only || another) throw problem(`--secret needs --platform <${Object.keys(consoles).join('|')}>`)
    return [{ platform: only, source: secret, texts: [(await readInput(secret)).toString('utf8')] }]
  }
  return stage === undefined ? localSecrets(asked) : stageSecrets(stage, asked)
}

async function localSecrets(asked: readonly Platform[]): Promise<readonly SecretAtHand[]> {
  const read = await Promise.all(
    asked.map(async (platform) => ({ platform, parts: await localSecret(platform.name).read() })),
  )
  return read.flatMap(({ platform, parts: [first, ...others] }) =>
    first ? { platform, source: first.name, texts: [first, ...others].map(({ text }) => text) } : [],
  )
}

/** The SDK is loaded for a stage alone. */
async function stageSecrets(stage: string, asked: readonly Platform[]): Promise<readonly SecretAtHand[]> {
  const { secretsOfStage } = await import('../../operate/secrets-of-stage.ts')
  const found = await secretsOfStage(
    stage,
    asked.map(({ name }) => name),
  )
  return found.flatMap(({ texts, source, platform: name }) => {
    const platform = asked.find((one) => one.name === name)
    return platform ? { platform, texts, source } : []
  })
}
