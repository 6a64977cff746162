import type { PlatformName } from '../protocol/platform.ts'

/** That somebody waits for the final state of an object. Whoever says it twice has said it once. */
export interface Announcement {
  readonly platform: PlatformName
  readonly clientId: string
  /** An InquiryApi's `kind`. */
  readonly kind: string
  /** As the platform knows the object: the value of the row's id field, to the letter. */
  readonly id: string
  /** The values of the row's `alsoAsks`. */
  readonly fields?: Readonly<Record<string, string>>
  /** Epoch milliseconds; the row's own time where there is none. */
  readonly until?: number
  /** A name of the row's schedules. */
  readonly schedule?: string
  /** The number of the log's entry that contradicts what stands: asked at once, whoever waits already. */
  readonly contradiction?: number
  /** True where no partner announced it: what nobody is able to ask is then dropped. */
  readonly byItself?: true
}

/** A message of the queue: an announcement, or the next step of a watch that has begun. */
export interface Wake extends Announcement {
  readonly step?: number
}
