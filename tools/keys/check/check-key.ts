import type { KeyObject } from 'node:crypto'
import { type Half, readUsableKey } from '../../../lib/keys/secret/read-key.ts'
import { fingerprintOf } from '../../../lib/protocol/fingerprint.ts'
import type { Platform } from '../../../lib/protocol/platform.ts'
import type { Mistake } from '../mistake.ts'
import { type Paste, readPaste } from '../paste/read-paste.ts'
import { describeKey, isSameKey, publicHalfOf } from '../public-half.ts'
import { mistakesIn } from './mistakes.ts'
import type { OwnedKey } from './owners.ts'

/** Where in a client's entry a key is meant to stand. */
export type Place = 'signing' | 'verifying'

interface Answer {
  readonly platform: string
  /** What the receiver says against it; undefined where it takes it. */
  readonly refusal?: string
}

export interface KeyReport {
  readonly source: string
  /** What it is written as, such as `SPKI in PEM`. */
  readonly form: string
  readonly half?: Half
  readonly kind?: string
  /** Of the public half. */
  readonly fingerprint?: string
  readonly owners: readonly OwnedKey[]
  /** Under which member of the secret the receiver was asked to read it. */
  readonly place: Place
  readonly answers: readonly Answer[]
  /** What keeps it from being used, where nothing in `answers` takes it or it is not the one that belongs there. */
  readonly wrong: readonly Mistake[]
  /** What is odd, and does no harm here. */
  readonly odd: readonly Mistake[]
}

export interface CheckOptions {
  readonly place?: Place | undefined
  readonly platforms: readonly Platform[]
  readonly known: readonly OwnedKey[]
}

const halves: Readonly<Record<Place, Half>> = { signing: 'private', verifying: 'public' }

/** What a pasted key really is, whose, what the receiver's own code says to it, and what is wrong. Never throws. */
export function checkKey(source: string, bytes: Buffer, options: CheckOptions): KeyReport {
  const paste = readPaste(bytes)
  const { key } = paste
  const place = options.place ?? (key?.type === 'private' ? 'signing' : 'verifying')
  const answers = options.platforms.map((platform): Answer => {
    const usable = readUsableKey(paste.text, halves[place], platform)
    return usable.ok ? { platform: platform.name } : { platform: platform.name, refusal: usable.refusal }
  })
  const publicKey = key && publicHalfOf(key)
  const owners = publicKey ? options.known.filter((known) => isSameKey(known.publicKey, publicKey)) : []
  const misplaced = key ? misplacedKey(key, place, owners) : []
  const found = mistakesIn(paste)
  const taken = answers.some(({ refusal }) => refusal === undefined)
  return {
    source,
    form: formOf(paste),
    ...(key &&
      publicKey && { half: key.type as Half, kind: describeKey(key), fingerprint: fingerprintOf(publicKey) }),
    owners,
    place,
    answers,
    wrong: [...misplaced, ...(taken ? [] : found)],
    odd: taken ? found : [],
  }
}

interface MisplacedRow extends Mistake {
  fits(key: KeyObject, place: Place, owners: readonly OwnedKey[]): boolean
}

/** A good key where another one belongs. */
const misplacedRows: readonly MisplacedRow[] = [
  {
    name: 'private-in-public-place',
    what: "is a private key, and Alipay's public key belongs under verifying",
    change: 'take it out at once: it need not leave your side. The console shows the public key to paste',
    fits: (key, place) => key.type === 'private' && place === 'verifying',
  },
  {
    name: 'public-in-private-place',
    what: 'is a public key, and your own private key belongs under signing',
    change: 'find the private half of the pair whose public half stands in the console, or make a new pair',
    fits: (key, place) => key.type === 'public' && place === 'signing',
  },
  {
    name: 'own-key-in-alipays-place',
    what: "is your own public key, and Alipay's belongs under verifying",
    change: 'the console shows both: copy the other one',
    fits: (key, place, owners) => key.type === 'public' && place === 'verifying' && isOwn(owners),
  },
  {
    name: 'test-key',
    what: 'is a key of the public test vectors: everybody has both halves',
    change: 'never use it beyond tests',
    fits: (_key, _place, owners) => owners.some(({ owner }) => owner === 'test'),
  },
]

function misplacedKey(key: KeyObject, place: Place, owners: readonly OwnedKey[]): readonly Mistake[] {
  return misplacedRows
    .filter(({ fits }) => fits(key, place, owners))
    .map(({ name, what, change }) => ({ name, what, change }))
}

function isOwn(owners: readonly OwnedKey[]): boolean {
  return owners.some(({ owner }) => owner === 'partner')
}

function formOf({ foreign, form, encrypted, binary, blocks }: Paste): string {
  if (encrypted) return 'an encrypted private key'
  if (foreign) return foreign.form
  if (!form) return 'no key'
  return `${form.form} in ${binary ? 'DER' : blocks.length > 0 ? 'PEM' : 'bare base64'}`
}
