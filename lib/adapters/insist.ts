import { aborted, type Timing } from '../time/timing.ts'

interface Insistence<Value> {
  /** Makes the request. Its effect may come more than once, and after another has succeeded; then the signal aborts. */
  readonly request: (signal: AbortSignal) => Promise<Value>
  /** Whether another attempt may succeed where one has failed so. */
  readonly mayPass: (cause: unknown) => boolean
  /** Epoch milliseconds. */
  readonly until: number
}

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 400
const FIRST_PATIENCE_MS = 1_000

/**
 * Makes a request until it succeeds, and gives what it gave. After each failure it is made again, with growing pauses;
 * and beside one that has not answered for a second, then two, then four: a slow answer still counts, and a dead
 * connection never gives one. Rejects at once with a failure that will not pass, and at `until` with the last one. It is
 * made once also where `until` has passed.
 */
export function insist<Value>(
  { request, mayPass, until }: Insistence<Value>,
  { clock, timeout }: Timing,
): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>()
  const others = new AbortController()
  const left = until - clock()
  let failure: unknown = new Error('there was no answer in time')
  let isOver = left <= 0

  function giveUp(): void {
    isOver = true
    reject(failure)
  }

  const attempt = () =>
    request(others.signal).then(
      (value) => {
        isOver = true
        resolve(value)
        others.abort()
      },
      (cause) => {
        failure = cause
        if (left <= 0 || !mayPass(cause)) giveUp()
      },
    )

  async function repeat(): Promise<void> {
    let [pause, patience] = [FIRST_PAUSE_MS, FIRST_PATIENCE_MS]
    do {
      const isUnanswered = await Promise.race([attempt(), aborted(timeout(patience)).then(() => true)])
      if (isUnanswered) patience *= 2
      else if (!isOver) {
        await aborted(timeout(pause))
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS)
      }
    } while (!isOver)
  }

  if (left > 0) void aborted(timeout(left)).then(giveUp)
  void repeat()
  return promise
}
