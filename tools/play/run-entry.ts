import { isProblem } from '../terminal/problem.ts'

/** Ends the process with the work: 0, or 1 with a problem in one line and any other error whole. */
export async function runEntry(work: () => Promise<void>): Promise<never> {
  try {
    await work()
    process.exit(0)
  } catch (cause) {
    console.error(isProblem(cause) ? cause.message : cause)
    process.exit(1)
  }
}
