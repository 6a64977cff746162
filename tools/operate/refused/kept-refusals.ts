import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { toRefusedRequest } from '../../../lib/adapters/dynamodb-refused.ts'
import type { RefusedRequest } from '../../../lib/refused/refused-request.ts'
import type { Selection } from './selection.ts'

/** Where refusals are kept. */
export interface RefusedTable {
  readonly client: DynamoDBClient
  readonly table: string
}

/** The refusals that are chosen, in no order. Reads the whole table, page by page: what it may hold is bounded. */
export async function* keptRefusals(
  { client, table }: RefusedTable,
  selection: Selection,
): AsyncGenerator<RefusedRequest> {
  const pages = paginateScan({ client }, { TableName: table, ConsistentRead: true })
  for await (const { Items = [] } of pages) {
    yield* Items.map(toRefusedRequest).filter((kept) => isChosen(kept, selection))
  }
}

/** A stranger may have written it: believe nothing in it. */
export function clientIdOf({ headers }: RefusedRequest): string {
  return headers['client-id'] ?? ''
}

function isChosen(kept: RefusedRequest, { id, platform, clientId, since, until }: Selection): boolean {
  const { receivedAt } = kept
  return (
    kept.id.startsWith(id ?? '') &&
    (platform === undefined || kept.platform === platform) &&
    (clientId === undefined || clientIdOf(kept) === clientId) &&
    receivedAt >= since &&
    receivedAt < until
  )
}
