import type { PreparedCall } from './backend.ts'
import { type CommandResult, describe, withCause } from './command-result.ts'
import type { ExecuteParts } from './execute-parts.ts'
import type { Task } from './task.ts'

/**
 * Runs a command while the backend gets ready for its call, where it can; nothing that was prepared is left open. A
 * backend that fails at either is called all the same, and the result's cause says so. Rejects only where `run` does.
 */
export async function withPreparedCall(
  { command }: Task,
  parts: ExecuteParts,
  run: (parts: ExecuteParts) => Promise<CommandResult>,
): Promise<CommandResult> {
  let prepared: PreparedCall | undefined
  try {
    prepared = parts.backend.prepare?.(command)
  } catch (cause) {
    return withCause(await run(parts), `it was not prepared: ${describe(cause)}`)
  }
  if (!prepared) return run(parts)
  const result = await run({ ...parts, backend: prepared.backend })
  try {
    prepared.close()
    return result
  } catch (cause) {
    return withCause(result, `what was prepared is not closed: ${describe(cause)}`)
  }
}
