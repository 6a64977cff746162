import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { toRefusedRequest } from '../../../lib/adapters/dynamodb-refused.ts'
import { readJsonObject } from '../../../lib/content/json.ts'
import type { RefusedRequest } from '../../../lib/refused/refused-request.ts'
import type { SecretKeys } from '../../doctor/known/secret-keys.ts'
import { lineOf } from '../../doctor/line-of.ts'
import { linesOf } from '../../doctor/render/lines.ts'
import type { Judging } from '../../operate/refused/connections.ts'
import { explainKept } from '../../operate/refused/explain.ts'
import type { RefusedTable } from '../../operate/refused/kept-refusals.ts'

/** What is kept under the id; undefined where nothing is, or not any longer. */
export async function readKept(
  { client, table }: RefusedTable,
  id: string,
): Promise<RefusedRequest | undefined> {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: id } }, ConsistentRead: true }),
  )
  return Item && toRefusedRequest(Item)
}

/** The doctor's verdict with the keys of now, secret fields as stars. Of a body that is no JSON object no piece is shown. */
export function verdictOn(
  kept: RefusedRequest,
  judging: Judging,
  secrets: readonly SecretKeys[],
): readonly string[] {
  const explanation = explainKept(kept, judging, { secrets, others: [], platform: kept.platform })
  return readJsonObject(kept.body).ok
    ? linesOf(explanation, { paint: (_, text) => text, whole: false })
    : [lineOf(explanation.diagnosis), ...explanation.remarks]
}
