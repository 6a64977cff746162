import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { quote } from '../../lib/protocol/quote.ts'
import { problem } from '../terminal/problem.ts'

/** A secret has 64 KB at most, and no key comes near that. */
const MAX_BYTES = 131_072

/** A file, or standard input for `-`. Throws a problem where it cannot be read. */
export async function readInput(file: string): Promise<Buffer> {
  const bytes = file === '-' ? await buffer(process.stdin) : readFile(file)
  if (bytes.length > MAX_BYTES)
    throw problem(`${nameOfInput(file)} is over 128 KiB: no key and no secret is that long`)
  return bytes
}

export function nameOfInput(file: string): string {
  return file === '-' ? 'standard input' : quote(file)
}

function readFile(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw problem(
      `${quote(file)} cannot be read (${(cause as NodeJS.ErrnoException).code}): name a file, or - for standard input`,
    )
  }
}
