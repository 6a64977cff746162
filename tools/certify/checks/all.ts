import type { Check } from '../check.ts'
import { crashChecks } from './after-a-crash.ts'
import { answersChecks } from './answers.ts'
import { askingChecks } from './asking.ts'
import { authenticationChecks } from './authentication.ts'
import { cancelChecks } from './cancel.ts'
import { deadlineChecks } from './deadline.ts'
import { finalChecks } from './final.ts'
import { laterChecks } from './later.ts'
import { oneEffectChecks } from './one-effect.ts'
import { refusedChecks } from './refused.ts'
import { sumsChecks } from './sums.ts'

/** In the order in which they run: what reads all that was heard comes last. */
export const checks: readonly Check[] = [
  ...oneEffectChecks,
  ...crashChecks,
  ...cancelChecks,
  ...deadlineChecks,
  ...finalChecks,
  ...sumsChecks,
  ...authenticationChecks,
  ...askingChecks,
  ...laterChecks,
  ...refusedChecks,
  ...answersChecks,
]
