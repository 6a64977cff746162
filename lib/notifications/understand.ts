import * as v from 'valibot'
import { type JsonObject, readJsonObject } from '../content/json.ts'
import { type Redacted, redact } from '../content/redact.ts'
import { type Checked, passed, refused } from '../protocol/checked.ts'
import { contentOf, type Receipt } from './receipt.ts'
import type { ReportApi, StateMoves } from './report-api.ts'

/** What a stored receipt says, read by its row. */
export interface Understanding extends Redacted {
  readonly api: string
  readonly state: string | undefined
  readonly moves: StateMoves
  readonly finals: readonly string[]
  readonly awaited: readonly string[]
}

/**
 * Reads a stored receipt: undefined for one that was never understood. Refused where it was understood once and is not
 * now, because its row was removed or changed: no retry will help.
 */
export function understand(
  receipt: Receipt,
  apis: readonly ReportApi[],
): Checked<Understanding | undefined, string> {
  if (receipt.misunderstood) return passed(undefined)
  const content = readJsonObject(contentOf(receipt))
  if (!content.ok) return refused(`the body is ${content.refusal}`)
  const api = apis.find(({ name }) => name === receipt.api)
  if (!api) return refused(`no row for ${receipt.api}`)
  const typed = v.safeParse(api.schema, content.value)
  if (!typed.success) return refused(`the body does not fit the row of ${api.name}`)
  return passed({
    api: api.name,
    ...redact(typed.output as JsonObject, api.secretFields ?? []),
    state: api.state?.of(typed.output),
    moves: api.state?.moves ?? {},
    finals: api.finals ?? [],
    awaited: api.awaited?.(typed.output) ?? [],
  })
}
