import * as v from 'valibot'
import { text } from '../content/schema.ts'
import type { ReportApi } from '../notifications/report-api.ts'

const schema = v.looseObject({
  /** `until`: its time is over. `absent`: the gateway never knew the object. */
  because: text,
  kind: text,
  id: text,
  /** The states of which one was waited for. */
  awaited: v.array(text),
  /** How many questions were asked. */
  asks: text,
  /** RFC 3339, UTC. */
  since: text,
  until: text,
})

/** What is left where a watch is over and no final state is known. No platform sends it: we say it ourselves. */
export const unresolved: ReportApi<typeof schema> = {
  name: 'unresolved',
  schema,
  awaited: ({ awaited }) => awaited,
}
