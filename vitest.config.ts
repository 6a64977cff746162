import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const results = process.env.TEST_RESULTS
const deep = 'test/**/*.deep.test.ts'

/** `npm test` runs the examples, `npm run test:deep` what goes through thousands of cases, kills processes or packages. */
export default defineConfig({
  test: {
    globalSetup: 'test/support/build-once.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Most tests wait for HTTP or the database.
    maxWorkers: availableParallelism() + 1,
    reporters: results ? ['default', ['json', { outputFile: results }]] : ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'examples',
          include: ['test/**/*.test.ts'],
          exclude: [deep],
          // Most of a file's time would be spent on importing the same modules again.
          isolate: false,
          setupFiles: 'test/support/leave-nothing.ts',
        },
      },
      // What runs at once in a file are whole stacks, which wait for deadlines more than they work.
      { extends: true, test: { name: 'deep', include: [deep], maxConcurrency: 4 } },
    ],
  },
})
