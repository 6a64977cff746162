import { afterAll, vi } from 'vitest'

/** The files of the examples share a process: what one of them stubs is gone before the next. */
afterAll(() => {
  vi.unstubAllEnvs()
  vi.useRealTimers()
  vi.restoreAllMocks()
})
