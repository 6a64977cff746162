import type { SecretSource } from '../../../lib/keys/secret-reads.ts'
import { aborted } from '../../../lib/time/timing.ts'

interface MemorySecretSource extends SecretSource {
  /** What is read from now on. */
  holds(...texts: readonly string[]): void
  /** No read succeeds from now on. */
  fails(error?: Error): void
  /** No read ends from now on before its signal aborts; with `deaf`, not even then. */
  hangs(deaf?: 'deaf'): void
  /** How many reads were started. */
  readonly reads: () => number
}

/** A secret in memory that fulfils the same contract as Secrets Manager (test/contracts/secret-source.ts). */
export function memorySecretSource(...texts: readonly string[]): MemorySecretSource {
  let answer: (signal: AbortSignal) => Promise<readonly string[]> = async () => texts
  let reads = 0
  return {
    reads: () => reads,
    holds(...texts) {
      answer = async () => texts
    },
    fails(error = new Error('the store cannot be reached')) {
      answer = () => Promise.reject(error)
    },
    hangs(deaf) {
      answer = (signal) =>
        deaf ? new Promise(() => {}) : aborted(signal).then(() => Promise.reject(signal.reason))
    },
    read(signal) {
      reads++
      return answer(signal)
    },
  }
}
