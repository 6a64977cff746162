import { clientKey } from '../content/naming.ts'
import type { LogEntry } from '../notifications/subject-log.ts'
import type { Wake } from './announcement.ts'
import { type Answer, ask, isGatewaysFault } from './ask.ts'
import type { Held } from './ports.ts'
import { type AskedSubject, answerReceipt, unresolvedReceipt } from './receipts.ts'
import { pauseBefore } from './schedule.ts'
import { isHeardOf, isSettled } from './standing.ts'
import { nextTurn, recordCall } from './take-turn.ts'
import type { TendParts } from './tend-parts.ts'
import { planOf, type Watch } from './watch.ts'

/** How one step of a watch ended. */
export interface StepEnd {
  /**
   * `settled`: a final state stands, nothing was done. `answered`: the answer reports one. `waiting`: it goes on by a
   * wake-up. `joined`: another message brings it on already. `behind`: the watch is further on, or over. `ahead`: it is not that
   * far yet, and the message must come again. `unresolved`: it is over without a final state.
   */
  readonly outcome: 'settled' | 'answered' | 'waiting' | 'joined' | 'behind' | 'ahead' | 'unresolved'
  /** Why it is unresolved. */
  readonly because?: NonNullable<Watch['ended']>
  /** It was due, but its client had no turn: others ask, or the gateway is spared. */
  readonly hasNoTurn?: true
  /** Where it waits: nothing is asked before (epoch ms). */
  readonly askAt?: number
  /** What the question came to, where one was asked. */
  readonly answer?: Answer
}

/** What is followed; its log is read anew for each step. */
export interface Followed extends Omit<AskedSubject, 'last'> {
  /** Of the subject and its watch. */
  readonly key: string
}

/** Others may write the watch at the same time; more often than that it is not by chance. */
const MAX_ATTEMPTS = 10
const tooMany = new Error('the watch is written by too many at once')
/** SQS delays no message by more. */
const LONGEST_DELAY_MS = 900_000
const SHORTEST_DELAY_MS = 1_000
/** By then whoever begins a watch anew has gone on with it. */
const REMINDER_DELAY_MS = 60_000
/** So long a watch whose time is over, and that never had a turn, still waits for one. */
const LAST_QUESTION_MS = 900_000
/** No message of a queue is older: none finds that its watch was forgotten. */
const FORGOTTEN_AFTER_MS = 15 * 24 * 3_600_000

/** Goes on with the watch of an object as a message of the queue wants it. Throws where a store or the queue fails. */
export async function followWatch(wake: Wake, followed: Followed, parts: TendParts): Promise<StepEnd> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const end = await tryStep(wake, followed, parts)
    if (end !== 'again') return end
  }
  throw tooMany
}

interface Step {
  readonly current: Held<Watch>
  readonly subject: Followed & AskedSubject
  readonly wake: Wake
  readonly parts: TendParts
}

/** `again` where another wrote the watch meanwhile. */
async function tryStep(wake: Wake, followed: Followed, parts: TendParts): Promise<StepEnd | 'again'> {
  const { row, key } = followed
  const last = (await parts.log.latest(key)).at(-1)
  if (isSettled(last, row)) return { outcome: 'settled' }
  const held = await parts.watches.read(key)
  const plan = planOf(knownOf(wake, last), held?.value, row, parts.clock())
  if (!('watch' in plan)) return { outcome: plan.is }
  // Of an announcement that came twice, only one comes again: what it begins in place of a watch has a wake-up before.
  if (held && plan.watch.step > held.value.step) {
    await parts.wakeUps.send(wakeUpOf(wake, plan.watch, plan.watch.step), REMINDER_DELAY_MS)
  }
  const current = plan.watch === held?.value ? held : await write(plan.watch, held?.version, key, parts)
  if (!current) return 'again'
  if (plan.is === 'join') return { outcome: 'joined' }
  return takeStep({ current, subject: { ...followed, last }, wake, parts })
}

/** A contradiction that is not in the log is none, whoever speaks of it. */
function knownOf({ contradiction = 0, ...wake }: Wake, last: LogEntry | undefined): Wake {
  return contradiction > 0 && contradiction <= (last?.unsettled ?? 0) ? { ...wake, contradiction } : wake
}

async function takeStep(step: Step): Promise<StepEnd | 'again'> {
  const { current, subject, parts } = step
  const { value: watch, version } = current
  const now = parts.clock()
  if (watch.ended || now >= endOf(watch)) return end(step, watch.ended ?? 'until')
  if (now < watch.askAt && now < watch.until) return rest(step, { askAt: watch.askAt })
  // Whoever took this question did not go on, or does so just now. Either way it is not asked twice.
  if (watch.claimed === watch.step) return rest(step, { askAt: now + pauseAfter(watch, subject) })
  const turn = await nextTurn(gatewayKeyOf(subject), parts)
  if (turn !== 'now') {
    if (now >= watch.until && watch.asks > 0) return end(step, 'until')
    return { ...(await rest(step, { askAt: turn })), hasNoTurn: true }
  }
  const claim = { ...watch, claimed: watch.step, asks: watch.asks + 1 }
  const claimed = await write(claim, version, subject.key, parts)
  if (!claimed) return 'again'
  const answer = await ask(subject, subject.last?.saidAt ?? 0, parts)
  return conclude({ ...step, current: claimed }, answer, now)
}

async function conclude(step: Step, answer: Answer, begunAt: number): Promise<StepEnd | 'again'> {
  const { current, subject, parts } = step
  const { row, last } = subject
  const { since, until, exists } = current.value
  const now = parts.clock()
  if (answer.is === 'state') await parts.inbox.put(answerReceipt(subject, answer, now, parts))
  await recordCall(gatewayKeyOf(subject), { begunAt, failed: isGatewaysFault(answer) }, parts)
  if (answer.is === 'state' && row.finals.includes(answer.state)) return { outcome: 'answered', answer }
  const isUnknown = answer.is === 'absent' && !exists && !isHeardOf(last)
  if (isUnknown && now - since > row.absent.disbelievedMs) return end(step, 'absent', answer)
  if (now >= until) return end(step, 'until', answer)
  const askAt = now + pauseAfter(current.value, subject)
  return rest(step, { askAt, ...(answer.is === 'state' && { exists: true }) }, answer)
}

/** When it is over in any case. An announcement that came after its time is asked about all the same. */
function endOf({ since, until }: Watch): number {
  return Math.max(since, until) + LAST_QUESTION_MS
}

/** First it is over, then that is said: where the watch was prolonged meanwhile, it is not over. */
async function end(
  { current, subject, parts }: Step,
  ended: NonNullable<Watch['ended']>,
  answer?: Answer,
): Promise<StepEnd | 'again'> {
  const { value: watch, version } = current
  if (!watch.ended && !(await write({ ...watch, ended }, version, subject.key, parts))) return 'again'
  await parts.inbox.put(unresolvedReceipt(subject, watch, ended, parts.clock(), parts))
  return { outcome: 'unresolved', because: ended, ...(answer && { answer }) }
}

/**
 * The next step's wake-up is sent first, and only then is that step the present one. Cut off in between, the watch still
 * has whoever brings this step again; the other way round it would have nobody.
 */
async function rest(
  { current, subject, wake, parts }: Step,
  change: Pick<Watch, 'askAt' | 'exists'>,
  answer?: Answer,
): Promise<StepEnd> {
  const { step, until } = current.value
  const now = parts.clock()
  const wait = Math.min(change.askAt, now < until ? until : endOf(current.value)) - now
  const delayMs = Math.min(Math.max(wait, SHORTEST_DELAY_MS), LONGEST_DELAY_MS)
  await parts.wakeUps.send(wakeUpOf(wake, current.value, step + 1), delayMs)
  const waiting = { outcome: 'waiting', askAt: change.askAt, ...(answer && { answer }) } as const
  let held: Held<Watch> | undefined = current
  // Where an announcement joined meanwhile, the step is still to be ended.
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    if (held?.value.step !== step) return waiting
    const next: Watch = { ...held.value, ...change, step: step + 1, dueAt: now + delayMs }
    if (await write(next, held.version, subject.key, parts)) return waiting
    held = await parts.watches.read(subject.key)
  }
  throw tooMany
}

function wakeUpOf({ platform, clientId, kind, id, fields }: Wake, { byItself }: Watch, step: number): Wake {
  return { platform, clientId, kind, id, ...(fields && { fields }), ...(byItself && { byItself }), step }
}

/** The watch as it is held after it was written; undefined where another wrote it meanwhile. */
async function write(
  watch: Watch,
  after: number | undefined,
  key: string,
  { watches }: TendParts,
): Promise<Held<Watch> | undefined> {
  const expires = Math.ceil((watch.until + FORGOTTEN_AFTER_MS) / 1_000)
  const isWritten = await watches.write(key, watch, after, expires)
  return isWritten ? { value: watch, version: (after ?? 0) + 1 } : undefined
}

function pauseAfter({ schedule, asks }: Watch, { row }: Followed): number {
  return pauseBefore(row.schedules[schedule] ?? row.schedules.online, asks)
}

/** Under which a client's turns stand. */
function gatewayKeyOf({ asking: { platform, client } }: Followed): string {
  return clientKey(platform.name, client.clientId, 'gateway')
}
