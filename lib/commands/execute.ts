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
import { withPreparedCall } from './with-prepared-call.ts'
import type { Work } from './work.ts'

/** Of the request, beside what is signed. */
interface Arrival {
  /** Epoch milliseconds: since when its sender waits. */
  readonly arrivedAt: number
  readonly correlationId: string
  anticipate(body: string): void
}

/** What became of a genuine command; `api` is a row's name, or `unknown`: a closed list. */
export interface Execution extends CommandResult {
  readonly api: string
  readonly remarks: readonly TimeRemark[]
  /** For the log; safe there. */
  readonly operation?: string
}

/** For signing the answer and for its way back. */
const ANSWER_MS = 700
const UNKNOWN = 'unknown'

/**
 * Acts on one genuine command, and gives its answer (design §4): S or F only where the outcome is recorded, or nothing
 * is to be. Never rejects.
 */
export async function execute(
  verified: VerifiedRequest,
  arrival: Arrival,
  parts: ExecuteParts,
): Promise<Execution> {
  const now = parts.clock()
  const { sendAgain, unknownApi } = parts.platform.answers
  const sentAt = verified.requestTime.epochMs
  const told = { api: UNKNOWN, remarks: remarksOnTime(sentAt, now, parts.maxSkewMs) }
  if (sentAt === undefined || now - sentAt > parts.maxAgeMs) {
    return { ...told, disposition: 'too-old', body: resultBody(sendAgain) }
  }
  const recognition = recogniseCommand(verified, parts.apis)
  switch (recognition.kind) {
    case 'notification':
      return { ...told, disposition: 'wrong-url', body: resultBody(sendAgain) }
    case 'unknown':
      return { ...told, disposition: 'unknown-api', body: resultBody(unknownApi) }
    case 'illegal':
    case 'command': {
      const { api, request } = recognition
      const work = workOf(api, request, verified, arrival, now, parts)
      const ending =
        recognition.kind === 'illegal'
          ? await recall(work, recognition.field, parts)
          : await run(work, now, parts)
      return { ...told, ...ending, api: api.name, operation: work.name.operation }
    }
  }
}

async function run(work: Work, now: number, parts: ExecuteParts): Promise<CommandResult> {
  if (now >= work.command.deadline) return unknownYet(work.api, 'timed-out', 'it came too late to begin')
  if (!work.isRecorded) return runUnrecorded(work, parts)
  return withPreparedCall(work, parts, (ready) => runRecorded(work, ready))
}

function workOf(
  api: CommandApi,
  request: JsonObject,
  { client, requestTime }: VerifiedRequest,
  { arrivedAt, correlationId, anticipate }: Arrival,
  now: number,
  { platform, newOwner, retentionMs }: ExecuteParts,
): Work {
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
