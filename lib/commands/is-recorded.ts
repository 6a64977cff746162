import { textAt } from '../content/fields.ts'
import type { JsonObject } from '../content/json.ts'
import type { CommandApi } from './command-api.ts'

/** Whether the outcome of this request is recorded, by its row. */
export function isRecorded({ recorded }: Pick<CommandApi, 'recorded'>, request: JsonObject): boolean {
  if (typeof recorded !== 'object') return recorded === 'always'
  const [field, value] = recorded.unless
  return textAt(request, field) !== value
}
