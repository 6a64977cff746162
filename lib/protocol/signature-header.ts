import { type Checked, passed } from './checked.ts'
import type { AlgorithmName } from './keys.ts'
import type { Refusal } from './refusal.ts'
import { refuse } from './refuse.ts'

export interface SignatureHeader {
  /** As written; undefined where the header names none. */
  readonly algorithm: string | undefined
  /** Undefined where the header names none: missing, empty or `0`. */
  readonly keyVersion: string | undefined
  readonly signature: Buffer
}

const maxLength = 8_192
const keyVersionGrammar = /^[0-9A-Za-z._-]{1,32}$/

const malformed = (rule: string) => refuse('signature-malformed', rule)

/**
 * Reads `algorithm=RSA256, keyVersion=1, signature=<value>` in every harmless spelling that Alipay's own code and its
 * derivatives emit: pairs in any order, names in any case, white space around each part, the value raw or
 * percent-encoded. Pairs that we do not know are ignored; one that occurs twice is refused, which also refuses a
 * doubled header. The evidence of a refusal names the rule and quotes nothing.
 */
export function parseSignatureHeader(header: string): Checked<SignatureHeader, Refusal> {
  if (header.length > maxLength) return malformed(`over ${maxLength} characters`)
  const pairs = new Map<string, string>()
  for (const pair of header.split(',')) {
    const equals = pair.indexOf('=')
    if (equals < 0) return malformed('a part is no pair')
    const name = pair.slice(0, equals).trim().toLowerCase()
    if (pairs.has(name)) return malformed('a pair occurs twice')
    pairs.set(name, pair.slice(equals + 1).trim())
  }
  const named = pairs.get('keyversion') ?? ''
  const keyVersion = named === '' || named === '0' ? undefined : named
  if (keyVersion !== undefined && !keyVersionGrammar.test(keyVersion)) return malformed('keyVersion')
  const value = pairs.get('signature')
  if (value === undefined) return malformed('no signature pair')
  const signature = readBase64(percentDecode(value))
  if (signature === undefined) return malformed('signature is not base64, encoded at most once')
  return passed({ algorithm: pairs.get('algorithm') || undefined, keyVersion, signature })
}

/** Writes the one spelling that every parser of the family reads: this order, no spaces, upper-case hex. */
export const formatSignatureHeader = (
  algorithm: AlgorithmName,
  keyVersion: string,
  signature: Buffer,
): string =>
  `algorithm=${algorithm},keyVersion=${keyVersion},signature=${encodeURIComponent(signature.toString('base64'))}`

/** Decodes once and leaves what is no escape in place, `+` included, for the base64 check to judge. */
const percentDecode = (text: string): string =>
  text.replace(/%[0-9A-Fa-f]{2}/g, (octet) => String.fromCharCode(Number.parseInt(octet.slice(1), 16)))

/** The bytes, if the text is one of their four spellings (standard or url-safe, padded or not) to the character. */
function readBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64')
  const padded = bytes.toString('base64')
  const unpadded = padded.replace(/={1,2}$/, '')
  const urlSafe = bytes.toString('base64url')
  const spellings = [padded, unpadded, urlSafe, urlSafe + padded.slice(unpadded.length)]
  return bytes.length > 0 && spellings.includes(text) ? bytes : undefined
}
