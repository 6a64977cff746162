import { setTimeout as wait } from 'node:timers/promises'
import type { RecordedCall } from '../alipay/recording.ts'

export interface Pace {
  /** So many times as fast as they came; undefined for no pauses. */
  readonly speed?: number
  readonly concurrency: number
}

/** Begins the calls in their order, so many at once, with the pauses of the recording where a speed is given. */
export async function replayInOrder(
  calls: readonly RecordedCall[],
  { speed, concurrency }: Pace,
  replay: (call: RecordedCall, at: number) => Promise<void>,
): Promise<void> {
  const began = performance.now()
  const first = calls[0]?.at ?? 0
  let next = 0
  const work = async () => {
    for (let at = next++; at < calls.length; at = next++) {
      const call = calls[at]
      if (!call) return
      if (speed !== undefined)
        await wait(Math.max(0, (call.at - first) / speed - (performance.now() - began)))
      await replay(call, at)
    }
  }
  await Promise.all(Array.from({ length: Math.min(concurrency, calls.length) }, work))
}
