import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import type { KnownKey } from '../known-keys.ts'
import { isRecord, recordAt, textAt } from '../read/records.ts'
import { readKeyFile } from './key-file.ts'
import { platforms } from './platforms.ts'
import type { SecretText } from './secret-keys.ts'

/** The secrets that the local stack serves, in its folder: `secrets/antom.json`, and `antom-2.json` to continue it. */
export function localSecrets(dir: string): readonly SecretText[] {
  const files = filesIn(join(dir, 'secrets'))
  return platforms.flatMap(({ name: platform }) => {
    const parts = files.filter((file) => new RegExp(`^${platform}(-[2-9])?\\.json$`).test(file)).sort(byPart)
    const texts = parts.map((file) => readFileSync(join(dir, 'secrets', file), 'utf8'))
    return texts.length === 0 ? [] : [{ platform, texts, source: `secrets/${platform}.json` }]
  })
}

/** `antom.json` comes before `antom-2.json`. */
function byPart(one: string, other: string): number {
  return one.length - other.length || one.localeCompare(other)
}

/** The keys of the pretend Alipay: what it signs is no message of the platform, even where the secret knows it. */
export function pretendKeys(dir: string): readonly KnownKey[] {
  const senders = readJson(join(dir, 'senders.json'))
  if (!isRecord(senders)) return []
  return Object.keys(senders).flatMap((name) => {
    const sender = recordAt(senders, name)
    const platform = platforms.find((one) => one.name === name)?.name
    return [
      ...keyOf(
        textAt(sender, 'privateKey'),
        'alipay',
        platform,
        textAt(sender, 'clientId'),
        textAt(sender, 'keyVersion'),
      ),
      ...keyOf(
        textAt(sender, 'partnerPublicKey'),
        'partner',
        platform,
        textAt(sender, 'clientId'),
        textAt(sender, 'partnerKeyVersion'),
      ),
    ]
  })
}

function keyOf(
  text: string | undefined,
  owner: KnownKey['owner'],
  platform: PlatformName | undefined,
  clientId: string | undefined,
  version: string | undefined,
): readonly KnownKey[] {
  const read = readKeyFile(Buffer.from(text ?? ''), 'the pretend Alipay (senders.json)', owner)
  if (!read.ok) return []
  return [
    {
      ...read.value,
      ...(platform && { platform }),
      ...(clientId && { clientId }),
      ...(version && { version }),
    },
  ]
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
