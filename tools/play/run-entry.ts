import { isStartProblem } from '../loopback/start-problem.ts'

/** Ends the process with the work: 0, or 1 with a start problem in one line and any other error whole. */
export async function runEntry(work: () => Promise<void>): Promise<never> {
  try {
    await work()
    process.exit(0)
  } catch (cause) {
    console.error(isStartProblem(cause) ? cause.message : cause)
    process.exit(1)
  }
}
