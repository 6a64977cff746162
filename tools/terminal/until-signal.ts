/** How often to look whether npm still runs. */
const PARENT_MS = 250

/** Resolves when a signal asks this program to end, or when the npm that started it is gone. */
export function untilSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  if (process.env.npm_lifecycle_event) {
    // An npm that is killed cannot say so to its script.
    const npm = process.ppid
    setInterval(() => process.ppid === npm || resolve(), PARENT_MS)
  }
  return promise
}
