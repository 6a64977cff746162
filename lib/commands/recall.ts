import type { JsonObject } from '../content/json.ts'
import { textOf } from '../content/naming.ts'
import { resultBody } from '../protocol/result.ts'
import { type CommandResult, storeFailed, withCause } from './command-result.ts'
import type { ExecuteParts } from './execute-parts.ts'
import type { Operation } from './journal.ts'
import { isBarred, judge } from './judge.ts'
import { paramIllegal } from './results.ts'
import type { Task } from './task.ts'

/**
 * How a command ends whose body does not fit its row in this field: as the record says, where it was begun before; else
 * F, and nothing is begun. So what was answered once stays true, also after a row has become stricter. Never rejects.
 */
export async function recall(
  { api, name, isRecorded, command }: Task,
  field: string,
  parts: Pick<ExecuteParts, 'journal' | 'platform'>,
): Promise<CommandResult> {
  const body = resultBody(paramIllegal(field))
  const illegal: CommandResult = { disposition: 'param-illegal', body, cause: field }
  const [, ...fields] = api.operation
  const isNamed = fields.every((part) => textOf(part, command.request as JsonObject, api))
  if (!isRecorded || !isNamed) return illegal
  const { key, role, digest } = name
  let operation: Operation
  try {
    operation = await parts.journal.look({ key, until: command.deadline })
  } catch (cause) {
    return storeFailed(parts.platform, 'the record', cause)
  }
  if (!operation[role] && !(role === 'act' && isBarred(operation))) return illegal
  return withCause(judge(operation, role, digest, api), `${field} is illegal`)
}
