import type { Play } from './play.ts'
import type { RuleName } from './rules.ts'

/** One thing that must hold: a row. */
export interface Check {
  readonly rule: RuleName
  /** What must hold, as a sentence. */
  readonly name: string
  /** Such as `wallet/pay`; it is skipped unless the backend serves them all. */
  readonly apis: readonly string[]
  /** Resolves where it holds; throws a verdict where it does not, or cannot be seen. */
  run(play: Play): Promise<void>
}
