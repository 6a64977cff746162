import { readBytes, readPairs } from '../../../lib/protocol/header-pairs.ts'
import { parseSignatureHeader } from '../../../lib/protocol/signature-header.ts'
import type { Cause } from '../diagnosis.ts'

/** The bytes that a Signature header may have meant, and what the receiver's reader minds about it. */
export interface SignatureReading {
  readonly bytes: Buffer
  /** None where the receiver reads it so too. */
  readonly causes: readonly Cause[]
}

interface Row {
  readonly cause: Cause
  /** The value as it was meant; the same where the row has nothing to mend. */
  readonly mend: (value: string) => string
}

const encodeOnce = 'write the value as percentEncode(base64(signature)), encoded once'

function row(name: string, what: string, change: string, where: Cause['where'], mend: Row['mend']): Row {
  return { cause: { name, what, change, where }, mend }
}

const isHex = /^([\da-f]{2}){32,}$/i

/** Those in front became spaces that every reader of headers takes away. */
function withLeadingPlus(base64: string): string {
  return '+'.repeat((4 - (base64.length % 4)) % 4) + base64
}

const rows: readonly Row[] = [
  row(
    'plus-to-space',
    'a + of the signature became a space',
    'percent-encode the base64, and decode nothing as a form on the way',
    'code',
    (value) => withLeadingPlus(value.trim().replaceAll(' ', '+')),
  ),
  row('signature-encoded-twice', 'the signature was percent-encoded twice', encodeOnce, 'code', (value) =>
    decodedOnce(value),
  ),
  row(
    'signature-line-breaks',
    'the signature has line breaks or spaces in it',
    'write the base64 in one line',
    'code',
    (value) => value.replace(/\s|\\[rn]|%0[ad]/gi, ''),
  ),
  row(
    'signature-quoted',
    'the signature stands in quotation marks',
    'leave the quotation marks out',
    'code',
    (value) => value.replace(/["']|%22/g, ''),
  ),
  row('signature-hex', 'the signature was written in hex', encodeOnce, 'code', (value) =>
    isHex.test(value) ? Buffer.from(value, 'hex').toString('base64') : value,
  ),
  row('signature-hex', 'the signature was written as the base64 of its hex', encodeOnce, 'code', (value) => {
    const text = readBytes(value)?.toString('latin1') ?? ''
    return isHex.test(text) ? Buffer.from(text, 'hex').toString('base64') : value
  }),
  row(
    'signature-base64-odd',
    'the base64 of the signature is spelt against its rules',
    encodeOnce,
    'code',
    (value) => {
      const decoded = decodedOnce(value)
      return /^[\w+/=-]+$/.test(decoded) ? Buffer.from(decoded, 'base64').toString('base64') : value
    },
  ),
  row('signature-base64-twice', 'the signature was written in base64 twice', encodeOnce, 'code', (value) => {
    const text = readBytes(value)?.toString('latin1') ?? ''
    return /^[\w+/=%-]{40,}$/.test(text) && !isHex.test(text) ? text : value
  }),
  row(
    'signature-reversed',
    'the bytes of the signature came in reverse',
    'reverse what the CryptoAPI of Windows gives',
    'code',
    (value) => readBytes(value)?.reverse().toString('base64') ?? value,
  ),
]

/** The readings of the header, the receiver's own first, each other one with the fewest causes that lead to it. */
export function signatureReadings(header: string): readonly SignatureReading[] {
  const parsed = parseSignatureHeader(header)
  const own = parsed.ok ? [{ bytes: parsed.value.signature, causes: [] }] : []
  const values = valuesIn(header)
  const once = values.flatMap((value) => mendings(value))
  const twice = once.flatMap((value) => mendings(value))
  const others = [...values, ...once, ...twice].flatMap(({ text, causes }) => {
    const bytes = readBytes(text)
    return bytes ? [{ bytes, causes }] : []
  })
  const distinct = new Map<string, SignatureReading>()
  for (const reading of [...own, ...others]) {
    const hex = reading.bytes.toString('hex')
    if (!distinct.has(hex)) distinct.set(hex, reading)
  }
  return [...distinct.values()]
}

interface Value {
  readonly text: string
  readonly causes: readonly Cause[]
}

function mendings({ text, causes }: Value): readonly Value[] {
  return rows.flatMap(({ cause, mend }) => {
    const mended = mend(text)
    return mended === text || causes.includes(cause) ? [] : { text: mended, causes: [...causes, cause] }
  })
}

const MAX_HEADER_CHARACTERS = 8_192

const headerForm: Cause = {
  name: 'signature-header-form',
  what: 'the Signature header is not written as pairs, each once',
  change: 'write algorithm=RSA256, keyVersion=1, signature=<value>, once',
  where: 'code',
}

/** The value of the pair; where there are no pairs, what stands behind `signature=`, or the whole header. */
function valuesIn(header: string): readonly Value[] {
  const pairs = readPairs(header)
  const value = pairs.ok ? pairs.value.get('signature') : undefined
  if (value !== undefined) return [{ text: value, causes: [] }]
  const text = header.slice(0, MAX_HEADER_CHARACTERS).trim()
  const behind = /\bsignature["']?\s*[=:]\s*["']?([^,;"'}]*)/i.exec(text)?.[1] ?? text
  return [{ text: behind.trim(), causes: [headerForm] }]
}

/** Percent-decoded once; what is no escape stays. */
function decodedOnce(text: string): string {
  return text.replace(/%[\da-f]{2}/gi, (octet) => String.fromCharCode(Number.parseInt(octet.slice(1), 16)))
}
