import type { Announcement, Wake } from './announcement.ts'
import type { InquiryApi } from './inquiry-api.ts'

/** Our standing wish to know the final state of one subject. All times in epoch milliseconds. */
export interface Watch {
  /** Of the wake-up that goes on with it. It only grows. */
  readonly step: number
  /** The last step whose question somebody took: it is asked once at most. */
  readonly claimed: number
  /** How many questions were taken since it began. */
  readonly asks: number
  /** What is asked: kinds may share a subject, of which one is right. */
  readonly kind: string
  readonly fields?: Readonly<Record<string, string>>
  /** The name of its row's schedule. */
  readonly schedule: string
  readonly since: number
  readonly until: number
  /** When its next wake-up comes, sent before this was written. */
  readonly dueAt: number
  /** Nothing is asked before. */
  readonly askAt: number
  /** The entry of the log that it was begun for. */
  readonly contradiction?: number
  /** An answer said more than that the object is not known. */
  readonly exists?: true
  /** Nobody but ourselves announced it. */
  readonly byItself?: true
  /** It is over, and no final state is known. */
  readonly ended?: 'until' | 'absent'
}

/** What a message means to the watch that is held. */
export type Plan =
  | { readonly is: 'behind' | 'ahead' }
  /** Go on with the step of this watch; it is to be written first where it is not the one that is held. */
  | { readonly is: 'act' | 'join'; readonly watch: Watch }

/**
 * What to do about a wake-up or an announcement, `now` in epoch milliseconds. Each step of a watch has a wake-up of its
 * own; that with which it begins, or begins anew, is carried by the announcement, which comes again until it is done.
 */
export function planOf(wake: Wake, held: Watch | undefined, row: InquiryApi, now: number): Plan {
  if (wake.step !== undefined) {
    if (!held || wake.step < held.step || isOther(wake, held)) return { is: 'behind' }
    if (wake.step === held.step) return { is: 'act', watch: held }
    // A step that was cut off has sent the next one's, and ended the watch when it came again.
    return { is: held.ended ? 'behind' : 'ahead' }
  }
  if (!held || isOver(held, now) || isNews(wake, held)) {
    return { is: 'act', watch: begin(wake, held, row, now) }
  }
  return { is: now < held.dueAt ? 'join' : 'act', watch: join(wake, held, row, now) }
}

/** The held one itself where the announcement adds nothing to it. */
function join(wake: Announcement, held: Watch, row: InquiryApi, now: number): Watch {
  const until = wake.until === undefined ? held.until : Math.max(held.until, untilOf(wake, row, now))
  const { byItself, ...announced } = held
  if (until === held.until && byItself === (byItself && wake.byItself)) return held
  return { ...(wake.byItself ? held : announced), until }
}

function begin(wake: Announcement, held: Watch | undefined, row: InquiryApi, now: number): Watch {
  const before = held && !isOver(held, now) ? held : undefined
  const contradiction = wake.contradiction ?? held?.contradiction
  const byItself = wake.byItself && (before?.byItself ?? true)
  return {
    step: held ? held.step + 1 : 0,
    claimed: -1,
    asks: 0,
    kind: wake.kind,
    ...(wake.fields && { fields: wake.fields }),
    schedule: wake.schedule ?? before?.schedule ?? 'online',
    since: now,
    until: Math.max(before?.until ?? 0, untilOf(wake, row, now)),
    // Until a wake-up is sent, whoever announces it goes on with it.
    dueAt: 0,
    askAt: now,
    ...(contradiction !== undefined && { contradiction }),
    ...(byItself && { byItself }),
  }
}

/** How long it is asked: as long as was announced, never longer than the row says. */
function untilOf(
  { until = Number.POSITIVE_INFINITY }: Announcement,
  { askedForMs }: InquiryApi,
  now: number,
) {
  return Math.min(until, now + askedForMs)
}

function isOver({ ended, until }: Watch, now: number): boolean {
  return ended !== undefined || until <= now
}

/** Something to ask about that the held watch does not know of, or to be asked in another way than it does. */
function isNews(wake: Announcement, held: Watch): boolean {
  const { contradiction = 0, schedule = held.schedule } = wake
  return contradiction > (held.contradiction ?? 0) || schedule !== held.schedule || isOther(wake, held)
}

/** Whether another question is meant than the one that is asked. */
function isOther({ kind, fields = {} }: Announcement, held: Watch): boolean {
  return kind !== held.kind || Object.keys(fields).some((name) => fields[name] !== held.fields?.[name])
}
