import { refused } from './checked.ts'
import { quote } from './quote.ts'
import type { Attempt, Refusal, RefusalReason } from './refusal.ts'

/** A refusal whose evidence is fit for a log: the values that it quotes are not verified. */
export const refuse = (reason: RefusalReason, evidence: string, tried: readonly Attempt[] = []) =>
  refused<Refusal>({ reason, evidence: quote(evidence), tried })
