import type { CommandDesk } from './command-desk.ts'
import type { Ending } from './ending.ts'
import type { Work } from './work.ts'

/** Runs the work at a desk whose handler gets ready meanwhile, where it can, and has nothing left open afterwards. */
export async function withPreparedCall(
  { command }: Work,
  desk: CommandDesk,
  run: (desk: CommandDesk) => Promise<Ending>,
): Promise<Ending> {
  const prepared = desk.handler.prepare?.(command)
  if (!prepared) return run(desk)
  try {
    return await run({ ...desk, handler: prepared.handler })
  } finally {
    prepared.close()
  }
}
