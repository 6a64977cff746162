import type { CommandResult } from './command-result.ts'
import type { ExecuteParts } from './execute-parts.ts'
import type { Work } from './work.ts'

/** Runs the work at a parts whose handler gets ready meanwhile, where it can, and has nothing left open afterwards. */
export async function withPreparedCall(
  { command }: Work,
  parts: ExecuteParts,
  run: (parts: ExecuteParts) => Promise<CommandResult>,
): Promise<CommandResult> {
  const prepared = parts.backend.prepare?.(command)
  if (!prepared) return run(parts)
  try {
    return await run({ ...parts, backend: prepared.backend })
  } finally {
    prepared.close()
  }
}
