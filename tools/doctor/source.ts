import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { harmless } from '../terminal/harmless.ts'
import { problem } from '../terminal/problem.ts'

const MEBIBYTE = 1_048_576
const MAX_MEBIBYTES = 16

/** A file, or standard input for `-`: at most 16 MiB. Throws a problem in one line. */
export async function readSource(file: string, what: string): Promise<Buffer> {
  const name = file === '-' ? 'standard input' : harmless(file)
  try {
    const bytes = await readAll(file === '-' ? process.stdin : createReadStream(file))
    if (bytes) return bytes
  } catch (cause) {
    throw problem(`${name} cannot be read (${codeOf(cause)}): name ${what}`)
  }
  throw problem(`${name} is over ${MAX_MEBIBYTES} MiB: cut it to what is to be explained`)
}

/** Undefined where it is too long, or does not end. */
async function readAll(stream: Readable): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    length += chunk.length
    if (length > MAX_MEBIBYTES * MEBIBYTE) return undefined
  }
  return Buffer.concat(chunks)
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}
