import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { toRefusedRequest } from '../../../lib/adapters/dynamodb-refused.ts'
import type { RefusedRequest } from '../../../lib/refused/refused-request.ts'
import { problem } from '../../terminal/problem.ts'
import type { Selection } from './selection.ts'

/** Where refusals are kept. */
export interface RefusedTable {
  readonly client: DynamoDBClient
  readonly table: string
}

/**
 * The refusals that are chosen, in no order. Reads the whole table, page by page: what it may hold is bounded. Throws a
 * problem where an id is asked for and nothing has it.
 */
export async function* keptRefusals(
  { client, table }: RefusedTable,
  selection: Selection,
): AsyncGenerator<RefusedRequest> {
  let total = 0
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    const chosen = Items.map(toRefusedRequest).filter((kept) => isChosen(kept, selection))
    total += chosen.length
    yield* chosen
  }
  if (total === 0 && selection.id !== undefined)
    throw problem(
      `nothing is kept under the id ${selection.id}: it has expired, or \`refused list\` shows another`,
    )
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
