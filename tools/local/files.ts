import { randomUUID } from 'node:crypto'
import {
  appendFileSync,
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeFileSync,
} from 'node:fs'

/** For the owner's eyes: keys and messages are in these files. */
const PRIVATE = 0o600
const NEWLINE = 0x0a
const CHUNK_BYTES = 65_536

/** Replaces a file in one step: a reader or a crash sees the old text or the new one, never a part. */
export function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.${randomUUID()}`
  writeFileSync(unfinished, text, { mode: PRIVATE })
  renameSync(unfinished, file)
}

export interface LineFile {
  /** Each value becomes a line of JSON; on disk when the call returns. */
  append(values: readonly unknown[]): void
}

export interface EditableLines extends LineFile {
  values(): readonly unknown[]
  /** Keeps only these, in one step. */
  replace(values: readonly unknown[]): void
}

/** Opens a file of lines for appending, a last line that a crash tore cut away. */
export function openLines(path: string): EditableLines {
  const file = openSync(path, 'a+', PRIVATE)
  ftruncateSync(file, endOfLastLine(file))
  closeSync(file)
  return {
    append: (values) => appendFileSync(path, linesOf(values), { mode: PRIVATE }),
    values: () =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    replace: (values) => writeWhole(path, linesOf(values)),
  }
}

function linesOf(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('')
}

function endOfLastLine(file: number): number {
  const chunk = Buffer.alloc(CHUNK_BYTES)
  for (let end = fstatSync(file).size; end > 0; end -= CHUNK_BYTES) {
    const start = Math.max(0, end - CHUNK_BYTES)
    const newline = chunk.subarray(0, readSync(file, chunk, 0, end - start, start)).lastIndexOf(NEWLINE)
    if (newline >= 0) return start + newline + 1
  }
  return 0
}
