import { type Checked, passed } from './checked.ts'
import { readBytes, readPairs } from './header-pairs.ts'
import type { AlgorithmName } from './keys.ts'
import { type Refusal, refuse } from './refusal.ts'

export interface SignatureHeader {
  /** As written; undefined where the header names none. */
  readonly algorithm: string | undefined
  /** Undefined where the header names none: missing, empty or `0`. */
  readonly keyVersion: string | undefined
  readonly signature: Buffer
}

const keyVersionGrammar = /^[0-9A-Za-z._-]{1,32}$/

/**
 * Reads `algorithm=RSA256, keyVersion=1, signature=<value>`. Pairs that we do not know are ignored. The evidence of a
 * refusal names the rule and quotes nothing.
 */
export function parseSignatureHeader(
  header: string,
): Checked<SignatureHeader, Refusal<'signature-malformed'>> {
  const read = readPairs(header)
  if (!read.ok) return malformed(read.refusal)
  const pairs = read.value
  const named = pairs.get('keyversion') ?? ''
  const keyVersion = named === '' || named === '0' ? undefined : named
  if (keyVersion !== undefined && !keyVersionGrammar.test(keyVersion)) return malformed('keyVersion')
  const value = pairs.get('signature')
  if (value === undefined) return malformed('no signature pair')
  const signature = readBytes(value)
  if (signature === undefined) return malformed('signature is not base64, encoded at most once')
  return passed({ algorithm: pairs.get('algorithm') || undefined, keyVersion, signature })
}

function malformed(rule: string) {
  return refuse('signature-malformed', rule)
}

/** Writes the one spelling that every SDK reads: this order, no spaces, upper-case hex. */
export function formatSignatureHeader(
  algorithm: AlgorithmName,
  keyVersion: string,
  signature: Buffer,
): string {
  return `algorithm=${algorithm},keyVersion=${keyVersion},signature=${encodeURIComponent(signature.toString('base64'))}`
}
