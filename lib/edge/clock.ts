/** Epoch milliseconds. */
export type Clock = () => number

/** The one place that reads the time. */
export const systemClock: Clock = () => Date.now()
