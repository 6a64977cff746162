import type { KeyObject } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { problem } from '../../terminal/problem.ts'
import { oneLineOf, publicHalfOf } from '../public-half.ts'
import { privateLineOf } from './new-pair.ts'

/** For the owner's eyes. */
const FOLDER = 0o700
const PRIVATE = 0o600

export interface Pair {
  readonly clientId: string
  readonly version: string
  readonly privateKey: KeyObject
  /** No page says which: the platform must be asked. */
  readonly isEcc: boolean
}

export interface PairFiles {
  readonly dir: string
  /** PKCS#8 in PEM. */
  readonly privateKey: string
  /** What is pasted into the console. */
  readonly publicKey: string
  /** A whole secret but for the platform's key. */
  readonly secret: string
}

/** Writes a pair into a folder that is new or empty, readable for the owner alone, and ignored by git. Throws a problem. */
export function writePair(dir: string, pair: Pair): PairFiles {
  const files = {
    dir,
    privateKey: join(dir, 'private.pem'),
    publicKey: join(dir, 'public.txt'),
    secret: join(dir, 'secret.json'),
  }
  try {
    mkdirSync(dir, { recursive: true, mode: FOLDER })
    if (readdirSync(dir).length > 0)
      throw problem(`${dir} holds other things, and nothing is overwritten: name a new folder with --out`)
    write(join(dir, '.gitignore'), '*\n')
    write(files.privateKey, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
    write(files.publicKey, `${oneLineOf(publicHalfOf(pair.privateKey))}\n`)
    write(files.secret, `${JSON.stringify(secretWith(pair), null, 2)}\n`)
    return files
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw problem(code ? `${dir} cannot be written (${code}): name another folder with --out` : message)
  }
}

function write(file: string, text: string): void {
  writeFileSync(file, text, { flag: 'wx', mode: PRIVATE })
}

/** What is not known yet says what belongs there; until then the receiver names the place. */
function secretWith({ clientId, version, privateKey, isEcc }: Pair) {
  const ecc = isEcc
    ? { hash: '<sha256 or sha224: ask the platform>', encoding: '<der or raw: ask the platform>' }
    : {}
  const signing = [{ version, key: privateLineOf(privateKey), ...ecc, current: true }]
  const verifying = [{ version: '1', key: "<the platform's public key, from its console>" }]
  return { clients: { [clientId]: { signing, verifying } } }
}
