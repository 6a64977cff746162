import * as v from 'valibot'
import { type FieldPath, textAt } from '../content/fields.ts'
import { type JsonObject, readJsonObject } from '../content/json.ts'
import type { InquiryApi } from './inquiry-api.ts'
import type { AskingClient, CallFailure, ProvenReply, SignedCall } from './ports.ts'

/** What one question came to. Of a reply nothing is believed but a state and that the object is not known. */
export type Answer =
  | { readonly is: 'state'; readonly state: string; readonly reply: ProvenReply }
  | { readonly is: 'absent' }
  /** No answer: it is asked again. `evidence` is the code by which Alipay declined it, or could not say. */
  | { readonly is: 'failed'; readonly because: Failure; readonly evidence?: string }
  /** An answer that is not Alipay's, or not to this question: somebody may be at work. */
  | { readonly is: 'not-believed'; readonly because: Disbelief; readonly evidence?: string }

type Failure =
  | Exclude<CallFailure['because'], 'unverified'>
  /**
   * The gateway says that it failed (U), that it will not answer (F); says nothing readable; or a state of no row. Or
   * its time is a whole second, and what is known is of this second too: nobody can say which came first.
   */
  | 'undecided'
  | 'declined'
  | 'malformed'
  | 'unknown-status'
  | 'same-second'

type Disbelief = 'unverified' | 'old-answer' | 'future-answer' | 'other-object'

/** The object that is asked about. */
export interface AskedObject {
  readonly row: InquiryApi
  readonly id: string
  readonly fields: Readonly<Record<string, string>>
  readonly asking: AskingClient
}

interface AskParts {
  readonly call: SignedCall
  /** Epoch milliseconds. */
  readonly clock: () => number
  readonly maxSkewMs: number
}

/**
 * Asks once. A state is believed only where Alipay signed the answer for this client and URI, it names the object that
 * was asked about, and it was given about now and no earlier than `saidAt`, the latest that any message of this object
 * was sent (Alipay's own clock): a signed answer holds for ever, and an old one must not undo what is newer.
 */
export async function ask(
  object: AskedObject,
  saidAt: number,
  { call, clock, maxSkewMs }: AskParts,
): Promise<Answer> {
  const { row, asking } = object
  const askedAt = clock()
  const called = await call({ asking, path: row.path, body: bodyOf(object), askedAt })
  if (!called.ok) {
    const { refusal } = called
    return refusal.because === 'unverified'
      ? { is: 'not-believed', ...refusal }
      : { is: 'failed', because: refusal.because }
  }
  const { respondedAt } = called.value
  const earliest = Math.max(askedAt - maxSkewMs, saidAt)
  if (respondedAt < earliest) {
    return respondedAt === secondOf(earliest) ? fail('same-second') : disbelieve('old-answer')
  }
  if (respondedAt > clock() + maxSkewMs) return disbelieve('future-answer')
  return answerOf(called.value, object)
}

/** The gateway did not serve us, or somebody else did: the next call waits. */
export function isGatewaysFault(answer: Answer): boolean {
  if (answer.is === 'not-believed') return answer.because === 'unverified'
  return answer.is === 'failed' && !ofTheObject.has(answer.because)
}

/** What a served question can fail for. */
const ofTheObject: ReadonlySet<Failure> = new Set(['declined', 'malformed', 'unknown-status', 'same-second'])

/** Most platforms cut a Response-Time to it. */
function secondOf(epochMs: number): number {
  return Math.floor(epochMs / 1_000) * 1_000
}

function answerOf(reply: ProvenReply, { row, id }: AskedObject): Answer {
  const content = readJsonObject(reply.body)
  const status = content.ok ? textAt(content.value, 'result.resultStatus') : undefined
  if (!content.ok || status === undefined) return fail('malformed')
  const said = content.value
  if (isAbsent(said, 'result', row)) return { is: 'absent' }
  if (status !== 'S') return { ...fail(status === 'F' ? 'declined' : 'undecided'), ...codeOf(said) }
  const named = textAt(said, row.subject[1])
  // What knows no such object may name none.
  const isUnknown = row.absent.alsoIn !== undefined && isAbsent(said, row.absent.alsoIn, row)
  if (isUnknown && (named ?? id) === id) return { is: 'absent' }
  if (named !== id) return disbelieve('other-object')
  const typed = v.safeParse(row.schema, said)
  if (!typed.success) return fail('malformed')
  const state = row.state.of(typed.output)
  return state === undefined ? fail('unknown-status') : { is: 'state', state, reply }
}

function isAbsent(said: JsonObject, result: FieldPath, { absent }: InquiryApi): boolean {
  return absent.resultCodes.includes(textAt(said, `${result}.resultCode`) ?? '')
}

function bodyOf({ row, id, fields }: AskedObject): Buffer {
  return Buffer.from(JSON.stringify({ ...fields, [row.subject[1]]: id }))
}

/** Of the pages' alphabet alone: it goes into the log. */
function codeOf(said: JsonObject): { readonly evidence?: string } {
  const code = textAt(said, 'result.resultCode') ?? ''
  return /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? { evidence: code } : {}
}

function fail(because: Failure) {
  return { is: 'failed', because } as const
}

function disbelieve(because: Disbelief): Answer {
  return { is: 'not-believed', because }
}
