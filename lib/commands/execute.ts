import { sha256 } from '../content/digest.ts'
import type { JsonObject } from '../content/json.ts'
import type { VerifiedRequest } from '../protocol/request.ts'
import { expiryOf, remarksOnTime, type TimeRemark } from '../protocol/request-time.ts'
import { resultBody } from '../protocol/result.ts'
import type { CommandApi } from './command-api.ts'
import { type CommandResult, unknownYet } from './command-result.ts'
import type { ExecuteParts } from './execute-parts.ts'
import { isRecorded } from './is-recorded.ts'
import { nameOperation } from './name-operation.ts'
import { recall } from './recall.ts'
import { recogniseCommand } from './recognise-command.ts'
import { runRecorded, runUnrecorded } from './run.ts'
import type { Task } from './task.ts'
import { withPreparedCall } from './with-prepared-call.ts'

/** Of the request, beside what is signed. */
interface Arrival {
  /** Epoch milliseconds: since when its sender waits. */
  readonly arrivedAt: number
  readonly correlationId: string
  /** Called with the likely answer before it is recorded, so that signing overlaps the write. */
  anticipate(body: string): void
}

/** What became of a genuine command; `api` is a row's name, or `unknown`: a closed list. */
export interface Execution extends CommandResult {
  readonly api: string
  readonly remarks: readonly TimeRemark[]
  /** For the log; safe there. */
  readonly operation?: string
}

/** Left of the sender's time for signing the answer and for its way back. */
export const ANSWER_MS = 700
const UNKNOWN = 'unknown'

/**
 * Acts on one genuine command, and gives its answer: S or F only where the outcome is recorded, or its API is not to be.
 * Never rejects.
 */
export async function execute(
  verified: VerifiedRequest,
  arrival: Arrival,
  parts: ExecuteParts,
): Promise<Execution> {
  const now = parts.clock()
  const { sendAgain, unknownApi } = parts.platform.answers
  const sentAt = verified.requestTime.epochMs
  const common = { api: UNKNOWN, remarks: remarksOnTime(sentAt, now, parts.maxSkewMs) }
  if (sentAt === undefined || now - sentAt > parts.maxAgeMs) {
    return { ...common, disposition: 'too-old', body: resultBody(sendAgain) }
  }
  const recognition = recogniseCommand(verified, parts.apis)
  switch (recognition.kind) {
    case 'notification':
      return { ...common, disposition: 'wrong-url', body: resultBody(sendAgain) }
    case 'unknown':
      return { ...common, disposition: 'unknown-api', body: resultBody(unknownApi) }
    case 'illegal':
    case 'command': {
      const { api, request } = recognition
      const task = taskOf(api, request, verified, arrival, now, parts)
      const result =
        recognition.kind === 'illegal'
          ? await recall(task, recognition.field, parts)
          : await run(task, now, parts)
      return { ...common, ...result, api: api.name, operation: task.name.operation }
    }
  }
}

async function run(task: Task, now: number, parts: ExecuteParts): Promise<CommandResult> {
  if (now >= task.command.deadline) return unknownYet(task.api, 'timed-out', 'it came too late to begin')
  if (!task.isRecorded) return runUnrecorded(task, parts)
  return withPreparedCall(task, parts, (ready) => runRecorded(task, ready))
}

function taskOf(
  api: CommandApi,
  request: JsonObject,
  { client, requestTime }: VerifiedRequest,
  { arrivedAt, correlationId, anticipate }: Arrival,
  now: number,
  { platform, newOwner, retentionMs }: ExecuteParts,
): Task {
  const { clientId, backend } = client
  const isToRecord = isRecorded(api, request)
  const name = nameOperation(api, request, platform.name, clientId)
  const command = {
    platform: platform.name,
    clientId,
    api: api.name,
    request,
    idempotencyKey: isToRecord ? name.idempotencyKey : sha256(newOwner()),
    deadline: Math.min(arrivedAt, now) + api.senderTimeoutMs - ANSWER_MS,
    correlationId,
    credential: backend,
  }
  return {
    api,
    name,
    isRecorded: isToRecord,
    command,
    anticipate,
    expires: expiryOf(requestTime, now, retentionMs),
  }
}
