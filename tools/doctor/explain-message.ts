import { readRequestTime } from '../../lib/protocol/request-time.ts'
import { type DiagnoseOptions, diagnose } from './diagnose.ts'
import type { Exhibit } from './exhibit.ts'
import { type Gathered, knownKeysFor } from './known/known-of.ts'
import { explainLogged } from './logged/explain-logged.ts'
import type { Found, Reading } from './read/found.ts'
import type { Explanation } from './render/explanation.ts'
import { whatItIs } from './what-it-is.ts'

const HOUR_MS = 3_600_000

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
  const { platform, signedText, receivedText } = diagnosis
  const [, uri = exhibit.target] =
    /^\S+ (\S*)\n/.exec((signedText ?? receivedText ?? '').toString('latin1')) ?? []
  const publicPaths = options.publicPaths.paths
  return {
    exhibit,
    diagnosis,
    remarks: [...diagnosis.remarks, ...ageOf(exhibit, options), ...remarks],
    what: whatItIs({ exhibit, platform, uri, publicPaths }, known),
  }
}

/** What is genuine and too old is answered U all the same. */
function ageOf({ headers, receivedAt }: Exhibit, { maxAgeMs, now }: ExplainOptions): readonly string[] {
  const sent = readRequestTime(headers.get('request-time') ?? '')
  const age = sent?.epochMs === undefined ? 0 : (receivedAt ?? now) - sent.epochMs
  if (age <= maxAgeMs) return []
  const hours = Math.floor(age / HOUR_MS)
  const since = receivedAt === undefined ? `is ${hours} hours ago` : `was ${hours} hours before it came`
  return [
    `its Request-Time ${since}: the receiver answers U to what is older than MAX_AGE_HOURS (${maxAgeMs / HOUR_MS})`,
  ]
}
