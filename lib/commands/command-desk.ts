import type { Platform } from '../protocol/platform.ts'
import type { CommandApi } from './command-api.ts'
import type { CommandHandler } from './command-handler.ts'
import type { Ending } from './ending.ts'
import type { Journal } from './journal.ts'

export interface LateEnding extends Omit<Ending, 'body'> {
  readonly api: string
  readonly operation: string
  readonly correlationId: string
}

/** What the engine needs to know of the place that it works in; all times in milliseconds. */
export interface CommandDesk {
  readonly platform: Platform
  readonly apis: readonly CommandApi[]
  readonly journal: Journal
  readonly handler: CommandHandler
  /** How long an operation is recorded after it was last begun; 0 for ever. */
  readonly retention: number
  readonly maxAge: number
  readonly maxSkew: number
  /** Random, and never the same twice. */
  readonly newOwner: () => string
  readonly clock: () => number
  /** A signal that aborts after so many milliseconds. */
  readonly timeout: (ms: number) => AbortSignal
  /** Is told how a command ended that had been answered at its deadline. */
  readonly reportLate: (late: LateEnding) => void
}
