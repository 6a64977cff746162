import type { Diagnosis } from './diagnosis.ts'
import { describeKey } from './known-keys.ts'

/** The diagnosis in one line of a terminal or a log: what happened, what to do, and where. */
export function lineOf({ verdict, causes, key, leaves }: Diagnosis): string {
  if (verdict === 'VALID') return 'the signature holds'
  const told = causes.map(({ what, change, where }) => `${what}: ${change} (${where})`)
  if (verdict === 'EXPLAINED') return told.join('; and ')
  const [remaining = 'nothing that is known verifies'] = leaves
  const ofKey =
    key.kind === 'made-by' ? [`${describeKey(key.key)} made the signature, over another text`] : []
  return [...told, ...ofKey, remaining].join('; ')
}
