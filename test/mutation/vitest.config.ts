import { defineConfig } from 'vitest/config'

/** The examples of a folder, without the bundles: none of them is run here. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/*.deep.test.ts'],
    isolate: false,
    setupFiles: 'test/support/leave-nothing.ts',
    maxWorkers: 1,
    bail: 1,
    reporters: 'dot',
  },
})
