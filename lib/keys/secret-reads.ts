import { aborted } from './aborted.ts'
import { isOver } from './is-over.ts'
import type { SecretSource } from './secret-source.ts'

/** The reads of a secret, one at a time, each over after 1.5 s whatever its source does. Nothing here ever rejects. */
interface SecretReads {
  /** Gives up the one before, which is not heard of again. */
  start(): void
  isRunning(): boolean
  /** Resolves when the latest has ended, and what came of it has been told. */
  ended(): Promise<void>
  /** When the latest started, in epoch milliseconds. */
  startedAt(): number
  /** When the latest that brought texts started, in epoch milliseconds. */
  takenAt(): number
}

interface SecretReadsParts {
  readonly source: SecretSource
  readonly clock: () => number
  readonly timeout: (ms: number) => AbortSignal
  readonly onTexts: (texts: readonly string[]) => void
  readonly onFailure: (error: unknown) => void
}

const readWithin = 1_500

export function createSecretReads(parts: SecretReadsParts): SecretReads {
  const { source, clock, timeout, onTexts, onFailure } = parts
  let startedAt = Number.NEGATIVE_INFINITY
  let takenAt = Number.NEGATIVE_INFINITY
  let ended = Promise.resolve()
  let pending: symbol | undefined

  function textsInTime(): Promise<readonly string[]> {
    const signal = timeout(readWithin)
    return Promise.race([source.read(signal), aborted(signal).then(() => Promise.reject(signal.reason))])
  }

  async function read(id: symbol): Promise<void> {
    const since = clock()
    startedAt = since
    pending = id
    try {
      const texts = await textsInTime()
      if (pending !== id) return
      takenAt = since
      onTexts(texts)
    } catch (error) {
      // The end of a read that was frozen with the environment says nothing of its source.
      if (pending === id && !isOver(clock(), since, 2 * readWithin)) onFailure(error)
    } finally {
      if (pending === id) pending = undefined
    }
  }

  return {
    start() {
      ended = read(Symbol('read'))
    },
    // One that is overdue was frozen with the environment: the timer that ends it fires late.
    isRunning: () => pending !== undefined && !isOver(clock(), startedAt, readWithin),
    ended: () => ended,
    startedAt: () => startedAt,
    takenAt: () => takenAt,
  }
}
