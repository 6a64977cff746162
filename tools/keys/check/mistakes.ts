import type { KeyObject } from 'node:crypto'
import { algorithmOf } from '../../../lib/protocol/algorithms.ts'
import type { Mistake } from '../mistake.ts'
import { nameOf, placeOf } from '../paste/characters.ts'
import { declaredLength, keyLabels } from '../paste/der.ts'
import { base64Of, missingLine } from '../paste/pem.ts'
import type { Paste } from '../paste/read-paste.ts'

interface Row {
  readonly name: string
  /** What is wrong, undefined where it is not. */
  find(paste: Paste): string | undefined
  readonly change: string
}

const COPY_WHOLE = 'copy the key whole, from its first character to its last'
const ONE_EACH = 'put each key into a field or file of its own'

/** What is wrong with the text beyond what can be undone: asked only of what holds no key that could be read. */
const textRows: readonly Row[] = [
  { name: 'empty', find: ({ text }) => (text.trim() === '' ? 'is empty' : undefined), change: COPY_WHOLE },
  {
    name: 'not-base64',
    find: strayCharacter,
    change: 'take it out, or copy the key once more: base64 has A-Z a-z 0-9 + / and = at its end',
  },
  {
    name: 'several-keys',
    find: ({ base64 }) => (/=[^=]/.test(base64) ? 'has base64 that ends before the text does' : undefined),
    change: ONE_EACH,
  },
  { name: 'line-missing', find: lineMissing, change: 'copy the BEGIN and the END line too, or neither' },
  {
    name: 'plus-lost',
    find: plusLost,
    change: 'write + for each space within a line: something read them as a URL is read',
  },
  {
    name: 'labels-differ',
    find: ({ blocks }) =>
      blocks.some(({ label, endLabel }) => label !== endLabel)
        ? 'has another label after END than after BEGIN'
        : undefined,
    change: 'write the label of the BEGIN line after END too',
  },
  { name: 'signature', find: signatureLike, change: 'a key begins with MII or MF: copy that' },
  { name: 'cut', find: cut, change: COPY_WHOLE },
  {
    name: 'no-key',
    find: () => 'holds no key of any form that is known here',
    change: 'paste PEM, or the base64 alone, of SPKI for a public key and of PKCS#8 for a private one',
  },
]

/** What is odd about a key that could be read. */
const keyRows: readonly Row[] = [
  {
    name: 'binary',
    find: ({ binary, key }) => (binary && key ? 'is DER, bytes that no secret can hold' : undefined),
    change: 'write it as base64: `base64 -w0 <file>`',
  },
  {
    name: 'wrong-label',
    find: ({ blocks, form }) => {
      const [label] = blocks.map((block) => block.label).filter((one) => one.endsWith('KEY'))
      if (!form || !label || label === form.label) return undefined
      return `says BEGIN ${keyLabels.includes(label) ? label : 'and a label that no key has'} around ${form.form}`
    },
    change: 'the receiver reads it all the same; other programs need the label of its form',
  },
  {
    name: 'several-keys',
    find: ({ blocks }) => {
      const keys = blocks.filter(({ label }) => label.endsWith('KEY'))
      return keys.length > 1 ? `holds ${keys.length} keys, of which the first is read` : undefined
    },
    change: ONE_EACH,
  },
  { name: 'trailing-bytes', find: trailing, change: COPY_WHOLE },
  {
    name: 'too-short',
    find: ({ key }) => {
      const bits = key?.asymmetricKeyDetails?.modulusLength ?? 2048
      return key?.asymmetricKeyType === 'rsa' && bits < 2048 ? `is an RSA key of ${bits} bits` : undefined
    },
    change: 'make one of 2048 bits: `keys generate`',
  },
  {
    name: 'rsa-pss',
    find: ({ key }) => (key?.asymmetricKeyType === 'rsa-pss' ? 'is an RSA-PSS key' : undefined),
    change: 'RSA256 needs a plain RSA key: `keys generate`',
  },
  {
    name: 'unused-curve',
    find: ({ key }) =>
      key?.asymmetricKeyType === 'ec' && !isUsed(key)
        ? `is on the curve ${key.asymmetricKeyDetails?.namedCurve}`
        : undefined,
    change: 'ECC256 is P-256 and ECC224 is P-224: `keys generate --algorithm ECC256`',
  },
  {
    name: 'unused-type',
    find: ({ key }) =>
      key && !['rsa', 'rsa-pss', 'ec'].includes(key.asymmetricKeyType ?? '')
        ? `is of the type ${key.asymmetricKeyType}`
        : undefined,
    change: 'the platforms use RSA and EC keys: `keys generate`',
  },
]

const encrypted: Mistake = {
  name: 'encrypted',
  what: 'is encrypted with a passphrase',
  change: 'decrypt it where nobody else can read it: `openssl pkey -in <file> -out <plain file>`',
}

/** Everything that is odd about what was pasted, in the order in which it is best mended. */
export function mistakesIn(paste: Paste): readonly Mistake[] {
  const { mends, foreign, form } = paste
  if (paste.encrypted) return [...mends, encrypted]
  if (foreign) {
    const { name, form: is, change } = foreign
    return [...mends, { name, what: `is ${is}`, change }, ...found(keyRows, paste)]
  }
  if (form) return [...mends, ...found(keyRows, paste)]
  return [...mends, ...found(textRows, paste).slice(0, 1)]
}

function found(rows: readonly Row[], paste: Paste): readonly Mistake[] {
  return rows.flatMap(({ name, find, change }) => {
    const what = find(paste)
    return what === undefined ? [] : [{ name, what, change }]
  })
}

function isUsed(key: KeyObject): boolean {
  return algorithmOf(key) !== undefined
}

function strayCharacter({ mended, blocks }: Paste): string | undefined {
  // Of a block its body counts, and otherwise the whole text but its labels.
  const body = blocks[0]?.body
  const start = body === undefined ? 0 : mended.indexOf(body)
  const searched = (body ?? mended).replace(/-----(?:BEGIN|END) [A-Z0-9 ]+-----/g, (label) =>
    ' '.repeat(label.length),
  )
  const index = searched.search(/[^A-Za-z0-9+/=\s]/)
  if (index < 0) return undefined
  const character = String.fromCodePoint(searched.codePointAt(index) ?? 0)
  return `has ${nameOf(character)} at ${placeOf(mended, start + index)}, which is no base64`
}

function lineMissing({ mended }: Paste): string | undefined {
  const missing = missingLine(mended)
  return missing && `has no whole ${missing} line`
}

function plusLost({ mended }: Paste): string | undefined {
  const body = base64Of(mended).trim()
  const der = Buffer.from(body.replaceAll(' ', '+'), 'base64')
  return body.includes(' ') && declaredLength(der) === der.length
    ? 'has spaces where base64 had a +'
    : undefined
}

const SIGNATURE_BYTES: readonly number[] = [256, 384, 512]

function signatureLike({ der }: Paste): string | undefined {
  return SIGNATURE_BYTES.includes(der.length) && declaredLength(der) === undefined
    ? `is ${der.length} bytes and no key: as long as a signature is`
    : undefined
}

function cut({ der, base64 }: Paste): string | undefined {
  const declared = declaredLength(der)
  if (declared !== undefined && declared > der.length)
    return `says that it is ${declared} bytes long, and ${der.length} are there`
  const digits = base64.replace(/=+$/, '').length
  if (digits % 4 === 1) return `has ${digits} characters of base64, which is never a whole number of bytes`
  return declared === undefined && der.length > 0 ? 'does not begin as a key does' : undefined
}

function trailing({ der }: Paste): string | undefined {
  const declared = declaredLength(der)
  return declared !== undefined && declared < der.length
    ? `has ${der.length - declared} bytes behind its end`
    : undefined
}
