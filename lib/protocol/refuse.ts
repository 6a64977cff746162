import { refused } from './checked.ts'
import type { Refusal, RefusalReason } from './refusal.ts'

/** A refusal whose evidence is fit for a log: the values that it quotes are not verified, and are cut. */
export const refuse = (reason: RefusalReason, evidence: string) =>
  refused<Refusal>({ reason, evidence: evidence.slice(0, 128) })
