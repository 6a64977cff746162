import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import type { Answer } from '../inquiries/ask.ts'
import type { StepEnd } from '../inquiries/follow-watch.ts'
import { type Tended, tend } from '../inquiries/tend.ts'
import type { TendParts } from '../inquiries/tend-parts.ts'
import { causeOf, type Line } from './line.ts'
import type { Level, Observer } from './observer.ts'

/**
 * The Lambda handler of the queue of watches (ReportBatchItemFailures): the messages of a batch are tended side by side,
 * so that one slow gateway holds up nobody else's. What could not be tended comes again.
 */
export function inquiryHandler(parts: TendParts, observer: Observer) {
  return async (
    { Records }: SQSEvent,
    { awsRequestId }: Pick<Context, 'awsRequestId'>,
  ): Promise<SQSBatchResponse> => {
    const isDone = await Promise.all(
      Records.map(({ body, messageId, attributes }) => {
        const identity = { functionRequestId: awsRequestId, messageId }
        return tendOne({ body, sentAt: Number(attributes.SentTimestamp) }, identity, parts, observer)
      }),
    )
    return {
      batchItemFailures: Records.filter((_, index) => !isDone[index]).map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    }
  }
}

type Message = Pick<SQSRecord, 'body'> & { readonly sentAt: number }

/** Whether the message is done with. */
async function tendOne(
  message: Message,
  identity: Line,
  parts: TendParts,
  observer: Observer,
): Promise<boolean> {
  const begunAt = parts.clock()
  const line = () => ({ ...identity, durationMs: parts.clock() - begunAt })
  try {
    const tended = await tend(message, parts)
    report(tended, line(), observer)
    return tended.outcome !== 'ahead'
  } catch (cause) {
    observer.count(['watch-failed'])
    observer.log('error', 'watch failed, and its message comes again', { ...line(), ...causeOf(cause) })
    return false
  }
}

const counts = {
  state: 'asked',
  absent: 'asked',
  failed: 'ask-failed',
  'not-believed': 'ask-not-believed',
} as const satisfies Record<Answer['is'], unknown>

/** What was announced and never begun is everyday life: it alarms nobody. */
const ends = { until: 'unresolved', absent: 'absent' } as const satisfies Record<
  NonNullable<StepEnd['because']>,
  unknown
>

/** One line for each message, and one of metrics where there is something to count. */
function report(tended: Tended, line: Line, observer: Observer): void {
  if (tended.outcome === 'refused') {
    observer.count(['watch-refused'])
    const { outcome, ...refusal } = tended
    observer.log('error', `watch ${outcome}`, { ...line, ...refusal })
    return
  }
  const { outcome, answer, because, hasNoTurn, askAt, ...about } = tended
  const names = [...(answer ? [counts[answer.is]] : []), ...(because ? [ends[because]] : [])]
  if (names.length > 0) observer.count(names, about.platform, { api: about.api })
  observer.log(levelOf(tended), `watch ${outcome}`, {
    ...line,
    ...about,
    ...reasonOf(answer),
    // Why a last question had no answer says more than that the time is over.
    ...(because && !isUnanswered(answer) && { reason: because }),
    ...(hasNoTurn && { reason: 'no-turn' }),
    ...(askAt !== undefined && { askAt: new Date(askAt).toISOString() }),
  })
}

function levelOf({ because, answer }: Exclude<Tended, { outcome: 'refused' }>): Level {
  return because === 'until' || isUnanswered(answer) ? 'warn' : 'info'
}

function isUnanswered(answer: Answer | undefined): boolean {
  return answer?.is === 'failed' || answer?.is === 'not-believed'
}

function reasonOf(answer: Answer | undefined): Line {
  if (!answer || answer.is === 'state') return {}
  return answer.is === 'absent'
    ? { reason: answer.is }
    : { reason: answer.because, evidence: answer.evidence }
}
