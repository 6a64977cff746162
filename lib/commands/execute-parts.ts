import type { Platform } from '../protocol/platform.ts'
import type { Backend } from './backend.ts'
import type { CommandApi } from './command-api.ts'
import type { CommandResult } from './command-result.ts'
import type { Journal } from './journal.ts'

/** A command that ended after it had been answered at its deadline. */
export interface LateResult extends Omit<CommandResult, 'body'> {
  readonly api: string
  readonly operation: string
  readonly correlationId: string
}

/** What the engine is made from; all times in milliseconds. */
export interface ExecuteParts {
  readonly platform: Platform
  readonly apis: readonly CommandApi[]
  readonly journal: Journal
  readonly backend: Backend
  /** How long an operation is recorded after it was last begun; 0 for ever. */
  readonly retentionMs: number
  readonly maxAgeMs: number
  readonly maxSkewMs: number
  /** Random, and never the same twice. */
  readonly newOwner: () => string
  readonly clock: () => number
  /** A signal that aborts after so many milliseconds. */
  readonly timeout: (ms: number) => AbortSignal
  /** Called when a command ends that was answered at its deadline. */
  readonly reportLate: (late: LateResult) => void
}
