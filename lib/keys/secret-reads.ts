import { aborted, isOver, type Timing } from '../time/timing.ts'

/** Where a platform's secret is read from. */
export interface SecretSource {
  /**
   * The texts of the secret and its continuations (`<name>`, `<name>-2` …), in that order; none where the secret has
   * no value or does not exist. Throws where the store cannot be reached or refuses, and when the signal aborts.
   */
  read(signal: AbortSignal): Promise<readonly string[]>
}

/** The reads of a secret, one at a time, each over after 1.5 s whatever its source does. Nothing here ever rejects. */
interface SecretReads {
  /** Starts a read, and gives up the one before: nothing more is heard of that one. */
  start(): void
  isRunning(): boolean
  /** Resolves when the latest read has ended, and `onTexts` or `onFailure` has been called. */
  ended(): Promise<void>
  /** When the latest started, in epoch milliseconds. */
  startedAt(): number
  /** When the latest that brought texts started, in epoch milliseconds. */
  takenAt(): number
}

interface SecretReadsParts extends Timing {
  readonly source: SecretSource
  readonly onTexts: (texts: readonly string[]) => void
  readonly onFailure: (error: unknown) => void
}

const READ_WITHIN_MS = 1_500

export function createSecretReads(parts: SecretReadsParts): SecretReads {
  const { source, clock, timeout, onTexts, onFailure } = parts
  let startedAt = Number.NEGATIVE_INFINITY
  let takenAt = Number.NEGATIVE_INFINITY
  let ended = Promise.resolve()
  let pending: symbol | undefined

  function textsInTime(): Promise<readonly string[]> {
    const signal = timeout(READ_WITHIN_MS)
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
      if (pending === id && !isOver(clock(), since, 2 * READ_WITHIN_MS)) onFailure(error)
    } finally {
      if (pending === id) pending = undefined
    }
  }

  return {
    start() {
      ended = read(Symbol('read'))
    },
    // One that is overdue was frozen with the environment: the timer that ends it fires late.
    isRunning: () => pending !== undefined && !isOver(clock(), startedAt, READ_WITHIN_MS),
    ended: () => ended,
    startedAt: () => startedAt,
    takenAt: () => takenAt,
  }
}
