import type { KeyObject } from 'node:crypto'
import { algorithmOf, algorithms } from '../protocol/algorithms.ts'
import { type Checked, passed, refused } from '../protocol/checked.ts'
import type { AlgorithmName } from '../protocol/keys.ts'
import type { Platform } from '../protocol/platform.ts'
import { readKey } from './read-key.ts'

export type Half = 'private' | 'public'

interface UsableKey {
  readonly key: KeyObject
  readonly algorithm: AlgorithmName
}

/** A key of the half that belongs there, fit for one of the platform's algorithms; or which mistake it is. */
export function readUsableKey(value: unknown, half: Half, platform: Platform): Checked<UsableKey, string> {
  if (typeof value !== 'string') return refused(value === undefined ? 'is missing' : 'must be a string')
  const read = readKey(value)
  if (!read.ok) return read
  const key = read.value
  if (key.type !== half) return refused(wrongHalf[half])
  const algorithm = algorithmOf(key)
  if (algorithm === undefined) return refused(describeUnknown(key))
  if (!platform.algorithms.includes(algorithm)) {
    return refused(`is for ${algorithm}: ${platform.name} knows ${platform.algorithms.join(' and ')} only`)
  }
  const row = algorithms.get(algorithm)
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (row?.keyType === 'rsa' && bits < row.minModulusBits) {
    return refused(`is an RSA key of ${bits} bits: at least ${row.minModulusBits} are needed`)
  }
  return passed({ key, algorithm })
}

const wrongHalf: Readonly<Record<Half, string>> = {
  private: 'is a public key: your own private key belongs here',
  public: "is a private key: Alipay's public key belongs here",
}

function describeUnknown({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  if (asymmetricKeyType === 'rsa-pss') return 'is an RSA-PSS key: RSA256 needs a plain RSA key'
  if (asymmetricKeyType !== 'ec')
    return `is of type ${asymmetricKeyType}: no algorithm of the platforms uses it`
  return `is on the curve ${asymmetricKeyDetails?.namedCurve}: no algorithm of the platforms uses it`
}
