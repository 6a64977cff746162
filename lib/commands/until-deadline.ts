import { aborted } from '../time/timing.ts'
import { type CommandResult, unknownYet } from './command-result.ts'
import type { ExecuteParts } from './execute-parts.ts'
import type { Task } from './task.ts'

/**
 * What the execution that `begin` starts comes to, or `timed-out` where its deadline comes first: then the signal aborts,
 * and the execution goes on by itself, to be reported when it ends. It must never reject.
 */
export async function untilDeadline(
  { api, name, command }: Task,
  parts: Pick<ExecuteParts, 'clock' | 'timeout' | 'reportLate'>,
  begin: (signal: AbortSignal) => Promise<CommandResult>,
): Promise<CommandResult> {
  const signal = parts.timeout(Math.max(0, command.deadline - parts.clock()))
  const ended = begin(signal)
  const inTime = await Promise.race([ended, aborted(signal)])
  if (inTime) return inTime
  const { operation } = name
  const { correlationId } = command
  // Without the body: no log may hold it.
  void ended.then(({ body, ...late }) =>
    parts.reportLate({ api: api.name, operation, correlationId, ...late }),
  )
  return unknownYet(api, 'timed-out', 'the deadline came first')
}
