import { algorithmNamed, fitsKey } from './algorithms.ts'
import { passed } from './checked.ts'
import type { ClientKeys, VerifyingKey } from './keys.ts'
import { refuse } from './refusal.ts'
import type { SignatureHeader } from './signature-header.ts'

/**
 * The keys of the client that can have made the signature, newest first, at least one. The header may choose among
 * them by version and algorithm; how a signature is verified is decided by the key alone.
 */
export function candidateKeys(
  { verifying }: ClientKeys,
  { algorithm, keyVersion, signature }: SignatureHeader,
) {
  const named = algorithm === undefined ? undefined : algorithmNamed(algorithm)
  if (algorithm !== undefined && named === undefined) return refuse('algorithm-unknown', algorithm)

  const ofVersion = verifying.filter((key) => keyVersion === undefined || key.version === keyVersion)
  if (ofVersion.length === 0) return refuse('key-version-unknown', keyVersion ?? '')

  const ofAlgorithm = ofVersion.filter((key) => named === undefined || key.algorithm === named)
  if (ofAlgorithm.length === 0) return refuse('algorithm-mismatch', named ?? '')

  const fitting = ofAlgorithm.filter((key) => fitsKey(signature, key))
  if (fitting.length === 0) return refuse('signature-length', `${signature.length} bytes`)
  return passed<readonly VerifyingKey[]>(fitting)
}
