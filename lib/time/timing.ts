/** Epoch milliseconds. */
export type Clock = () => number

/** What a part reads the time from, so that a test can hold it still. */
export interface Timing {
  readonly clock: Clock
  /** A signal that aborts after so many milliseconds, by a timer that keeps no process alive. */
  readonly timeout: (ms: number) => AbortSignal
}

/** The one place that reads the time. */
export const systemTiming: Timing = {
  clock: () => Date.now(),
  timeout: (ms) => AbortSignal.timeout(ms),
}

/** Resolves when a signal that has not aborted yet does. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/** Whether `ms` milliseconds have passed since then. True also where the clock was set back: nothing may be put off. */
export function isOver(now: number, since: number, ms: number): boolean {
  return now - since >= ms || now < since
}
