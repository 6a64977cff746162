import { hash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { writeWhole } from '../../local/files.ts'
import { problem } from '../../terminal/problem.ts'
import { type Part, readParts, type SecretStore } from './secret-store.ts'

export function localDir(): string {
  return process.env.LOCAL_DIR || '.local'
}

/** The files that the local stack's Secrets Manager serves. */
export function localSecret(platform: PlatformName, dir = localDir()): SecretStore {
  return {
    read: () => readParts(async (suffix) => readPart(join(dir, 'secrets', `${platform}${suffix}.json`))),
    async write(part, text) {
      if (readPart(part.name)?.revision !== part.revision) throw changedMeanwhile(part)
      writeWhole(part.name, text)
    },
  }
}

export function changedMeanwhile({ name }: Part): Error {
  return problem(`${name} was changed meanwhile, and nothing was written: look at it, and ask again`)
}

function readPart(file: string): Part | undefined {
  try {
    const text = readFileSync(file, 'utf8')
    return { name: file, text, revision: hash('sha256', text), changedAt: statSync(file).mtimeMs }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw problem(`${file} cannot be read (${code})`)
  }
}
