import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { harmless } from '../../terminal/harmless.ts'
import { problem } from '../../terminal/problem.ts'
import { readSource } from '../source.ts'
import { readKeyFile } from './key-file.ts'
import type { Gathered } from './known-of.ts'
import { localSecrets, pretendKeys } from './local-keys.ts'
import { platforms } from './platforms.ts'
import { keysOfSecret, type SecretText } from './secret-keys.ts'

/** Where the keys are, as somebody said it. */
export interface KeyOptions {
  readonly platform?: PlatformName
  readonly stage?: string
  readonly secret?: readonly string[]
  readonly key?: readonly string[]
  readonly ownKey?: readonly string[]
}

/** Reads the secrets of a deployed stage, with the credentials of whoever runs this. Throws a problem. */
export type SecretsOfStage = (
  stage: string,
  platforms: readonly PlatformName[],
) => Promise<readonly SecretText[]>

interface Keys extends Gathered {
  /** What is wrong with a secret, with its place; never a value. */
  readonly problems: readonly string[]
}

/**
 * The keys that the options name, or else those of the local stack. Of several the stage's is what the receiver has, then
 * that of the secrets; the rest may have made a signature all the same. Throws a problem where there is none.
 */
export async function gatherKeys(options: KeyOptions, ofStage: SecretsOfStage): Promise<Keys> {
  const { platform, stage, secret = [], key = [], ownKey = [] } = options
  const isNamed = [secret, key, ownKey].some((files) => files.length > 0) || stage !== undefined
  const asked = platforms
    .map(({ name }) => name)
    .filter((name) => platform === undefined || name === platform)
  const [staged, named, others] = await Promise.all([
    stage === undefined ? [] : ofStage(stage, asked),
    Promise.all(secret.map((file) => secretText(file, platform))),
    Promise.all([
      ...key.map((file) => keyIn(file, 'alipay')),
      ...ownKey.map((file) => keyIn(file, 'partner')),
    ]),
  ])
  const local = isNamed ? [] : localSecrets(localDir())
  const ring = (staged.length > 0 ? staged : [...named, ...local]).flatMap(keysOfSecret)
  const further = staged.length > 0 ? named.flatMap(keysOfSecret) : []
  const pretend = local.length === 0 ? [] : pretendKeys(localDir())
  if (ring.length + others.length === 0) throw problem(nothingIn(isNamed))
  return {
    secrets: ring,
    others: [...further.flatMap(({ keys }) => keys), ...others, ...pretend],
    platform,
    problems: [...ring, ...further].flatMap(({ problems }) => problems),
  }
}

function localDir(): string {
  return process.env.LOCAL_DIR || '.local'
}

function nothingIn(isNamed: boolean): string {
  if (isNamed) return 'there are no keys in what was named: --secret <file>, --key <file> or --stage <stage>'
  const missing = existsSync(localDir()) ? 'has no secrets' : 'is not there'
  return `${localDir()} ${missing}: run \`npm start\` first, or name keys with --secret <file>, --key <file> or --stage <stage>`
}

/** Its name may say of which platform it is, as those of the local stack do. */
async function secretText(file: string, platform: PlatformName | undefined): Promise<SecretText> {
  const text = (await readSource(file, 'a file with the text of a secret')).toString('utf8')
  const named = platforms.find(({ name }) => basename(file).includes(name))?.name
  return { platform: platform ?? named, texts: [text], source: file }
}

async function keyIn(file: string, owner: 'alipay' | 'partner') {
  const read = readKeyFile(await readSource(file, 'a file with a key'), file, owner)
  if (!read.ok) throw problem(`${harmless(file)} ${read.refusal}`)
  return read.value
}
