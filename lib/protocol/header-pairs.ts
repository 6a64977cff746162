import { type Checked, passed, refused } from './checked.ts'

const MAX_HEADER_CHARACTERS = 8_192

/**
 * Reads `name=value, name=value` in every harmless spelling that Alipay's code and its derivatives write: pairs in any
 * order, names in any case (lower case here), white space around each part. A pair that occurs twice is refused, and
 * with it a doubled header. The refusal names the rule and quotes nothing.
 */
export function readPairs(header: string): Checked<ReadonlyMap<string, string>, string> {
  if (header.length > MAX_HEADER_CHARACTERS) return refused(`over ${MAX_HEADER_CHARACTERS} characters`)
  const pairs = new Map<string, string>()
  for (const pair of header.split(',')) {
    const equals = pair.indexOf('=')
    if (equals < 0) return refused('a part is no pair')
    const name = pair.slice(0, equals).trim().toLowerCase()
    if (pairs.has(name)) return refused('a pair occurs twice')
    pairs.set(name, pair.slice(equals + 1).trim())
  }
  return passed(pairs)
}

/**
 * The bytes of a base64 value: plain or percent-encoded once, standard or url-safe, padded or not. Undefined for
 * anything else, such as one stray character.
 */
export function readBytes(value: string): Buffer | undefined {
  const text = percentDecode(value)
  const bytes = Buffer.from(text, 'base64')
  const padded = bytes.toString('base64')
  const unpadded = padded.replace(/={1,2}$/, '')
  const urlSafe = bytes.toString('base64url')
  const spellings = [padded, unpadded, urlSafe, urlSafe + padded.slice(unpadded.length)]
  return bytes.length > 0 && spellings.includes(text) ? bytes : undefined
}

/** Decodes once. What is no escape stays, `+` included: the base64 check judges it. */
function percentDecode(text: string): string {
  return text.replace(/%[0-9A-Fa-f]{2}/g, (octet) => String.fromCharCode(Number.parseInt(octet.slice(1), 16)))
}
