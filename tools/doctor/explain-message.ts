import { type DiagnoseOptions, diagnose } from './diagnose.ts'
import type { Cause, Diagnosis } from './diagnosis.ts'
import { ageHindrance, gatewayHindrances } from './hindrances.ts'
import { type Gathered, knownKeysFor } from './known/known-of.ts'
import { explainLogged } from './logged/explain-logged.ts'
import type { Found, Reading } from './read/found.ts'
import type { Explanation } from './render/explanation.ts'
import { whatItIs } from './what-it-is.ts'

export interface ExplainOptions extends DiagnoseOptions {
  /** In milliseconds: what is older is answered U. */
  readonly maxAgeMs: number
  /** Epoch milliseconds, for a form that does not say when the message came. */
  readonly now: number
}

/** Of the ways to read a message the one that verifies, else the one that needs the fewest causes. Never throws. */
export function explainMessage(
  { readings, logged }: Found,
  gathered: Gathered,
  options: ExplainOptions,
): Explanation {
  const [first, ...others] = readings
  const explain = (reading: Reading) => explainReading(reading, gathered, options)
  if (logged)
    return explainLogged(
      first.exhibit,
      logged,
      knownKeysFor(first.exhibit, gathered),
      options.registeredUrls ?? [],
    )
  let best = explain(first)
  for (const reading of others) {
    if (best.diagnosis.verdict === 'VALID') break
    const explanation = explain(reading)
    if (weightOf(explanation) < weightOf(best)) best = explanation
  }
  return best
}

function weightOf({ diagnosis: { verdict, causes } }: Explanation): number {
  return verdict === 'VALID' ? 0 : verdict === 'EXPLAINED' ? causes.length : Number.POSITIVE_INFINITY
}

function explainReading(
  { exhibit, remarks }: Reading,
  gathered: Gathered,
  options: ExplainOptions,
): Explanation {
  const known = knownKeysFor(exhibit, gathered)
  const diagnosis = diagnose(exhibit, known, options)
  const age = ageHindrance(exhibit, options)
  const { platform, signedText, receivedText } = diagnosis
  const [, uri = exhibit.target] =
    /^\S+ (\S*)\n/.exec((signedText ?? receivedText ?? '').toString('latin1')) ?? []
  const publicPaths = options.publicPaths.paths
  return {
    exhibit,
    diagnosis: judged(diagnosis, [
      ...gatewayHindrances(exhibit, platform),
      ...(diagnosis.isGenuine ? age : []),
    ]),
    // Whatever was refused is explained when it is old.
    remarks: [...diagnosis.remarks, ...(diagnosis.isGenuine ? [] : age.map(({ what }) => what)), ...remarks],
    what: whatItIs({ exhibit, platform, uri, publicPaths }, known),
  }
}

/** VALID is what the receiver would take: the signature alone is not enough. */
function judged(diagnosis: Diagnosis, hindrances: readonly Cause[]): Diagnosis {
  if (hindrances.length === 0) return diagnosis
  const { verdict, causes } = diagnosis
  return {
    ...diagnosis,
    verdict: verdict === 'VALID' ? 'EXPLAINED' : verdict,
    causes: [...causes, ...hindrances],
  }
}
