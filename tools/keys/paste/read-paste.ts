import type { KeyObject } from 'node:crypto'
import { readKey } from '../../../lib/keys/secret/read-key.ts'
import type { Mistake } from '../mistake.ts'
import { type DerKey, keyOfDer } from './der.ts'
import { type Foreign, findForeign } from './foreign.ts'
import { mend } from './mends.ts'
import { type Block, base64Of, blocksOf } from './pem.ts'

/** What somebody pasted, taken apart. Nothing here throws, whatever the bytes are. */
export interface Paste {
  /** As the secret would hold it: the receiver reads this very text. */
  readonly text: string
  /** With everything undone that happened to it on its way. */
  readonly mended: string
  readonly mends: readonly Mistake[]
  /** DER as it is, without PEM or base64 around it. */
  readonly binary: boolean
  readonly blocks: readonly Block[]
  /** Of `mended`, without white space. */
  readonly base64: string
  /** What that stands for, as far as it is base64. */
  readonly der: Buffer
  readonly encrypted: boolean
  /** Which of the forms that the receiver reads it is, once it is mended. */
  readonly form: DerKey | undefined
  readonly foreign: Foreign | undefined
  /** The key, wherever it was found. */
  readonly key: KeyObject | undefined
}

export function readPaste(bytes: Buffer): Paste {
  const text = textOf(bytes)
  const binary = bytes[0] === 0x30 && text.includes('\ufffd')
  const isJson = /^\s*\{/.test(text)
  const { text: mended, mistakes } = binary || isJson ? { text, mistakes: [] } : mend(text)
  const blocks = blocksOf(mended)
  const base64 = binary ? bytes.toString('base64') : base64Of(mended).replace(/\s/g, '')
  const der = binary ? bytes : Buffer.from(base64, 'base64')
  const read = readKey(binary ? base64 : mended)
  const encrypted = !read.ok && read.refusal.startsWith('is encrypted')
  const form = read.ok ? keyOfDer(der) : undefined
  const foreign = read.ok || encrypted ? undefined : findForeign({ bytes, text: mended, blocks, der })
  const key = read.ok ? read.value : foreign?.key
  return { text, mended, mends: mistakes, binary, blocks, base64, der, encrypted, form, foreign, key }
}

/** UTF-8, or UTF-16 where it begins with the mark of that, as Windows' Notepad writes it. */
function textOf(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex')
  if (mark === 'fffe') return bytes.toString('utf16le')
  if (mark === 'feff')
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  return bytes.toString('utf8')
}
