import {
  type DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import type { Backend, Command, OutcomeOf } from '../../lib/commands/backend.ts'
import type { CommandApi } from '../../lib/commands/command-api.ts'
import { type Key, keyOf } from './key.ts'
import { unknownYet } from './outcomes.ts'

/** Documents as they are now. */
export interface Reading {
  /** Epoch milliseconds. */
  readonly now: number
  read<Document>(key: Key<Document>): Promise<Document | undefined>
}

/** Documents that change together, and only if none of those that were read has changed meanwhile. */
export interface Transaction extends Reading {
  write<Document>(key: Key<Document>, document: Document): void
}

/** What an API does. It may run more than once, and takes effect at most once. */
export type Act<Api extends CommandApi> = (
  command: Command<Api>,
  transaction: Transaction,
) => Promise<OutcomeOf<Api>>

export interface Store {
  /**
   * One effect and one outcome for each idempotency key: what the act writes and its S or F are stored in one
   * transaction, none of it after the deadline. A U leaves nothing.
   */
  once<Api extends CommandApi>(act: Act<Api>): Backend<Api>
  /** What the act comes to now; nothing is stored. */
  ask<Api extends CommandApi>(act: Act<Api>): Backend<Api>
}

interface Seen {
  readonly version: number
  readonly document: unknown
}

/** Each document is an item with a version; the outcomes of operations are documents too. */
export function openStore(client: DynamoDBClient, TableName: string, clock: () => number): Store {
  async function see(pk: string): Promise<Seen> {
    const Key = { pk: { S: pk } }
    const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))
    return { version: Number(Item?.version?.N ?? 0), document: Item && JSON.parse(Item.document?.S ?? '') }
  }

  function begin() {
    const seen = new Map<string, Seen>()
    const written = new Map<string, unknown>()
    const transaction: Transaction = {
      now: clock(),
      async read<Document>(key: Key<Document>) {
        const found = seen.get(key.text) ?? (await see(key.text))
        seen.set(key.text, found)
        return (written.get(key.text) ?? found.document) as Document | undefined
      },
      write: (key, document) => void written.set(key.text, document),
    }
    async function steps(): Promise<TransactWriteItem[]> {
      for (const pk of written.keys()) seen.set(pk, seen.get(pk) ?? (await see(pk)))
      return [...seen].map(([pk, { version }]) =>
        written.has(pk) ? put(pk, written.get(pk), version) : unchanged(pk, version),
      )
    }
    return { transaction, steps }
  }

  function put(pk: string, document: unknown, version: number): TransactWriteItem {
    const Item = {
      pk: { S: pk },
      version: { N: String(version + 1) },
      document: { S: JSON.stringify(document) },
    }
    return { Put: { TableName, Item, ...stillAt(version) } }
  }

  function unchanged(pk: string, version: number): TransactWriteItem {
    return { ConditionCheck: { TableName, Key: { pk: { S: pk } }, ...stillAt(version) } }
  }

  /** Whether it was stored: not where another transaction came first. */
  async function commit(TransactItems: TransactWriteItem[]): Promise<boolean> {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }))
      return true
    } catch (cause) {
      if (cause instanceof TransactionCanceledException && wasOvertaken(cause)) return false
      throw cause
    }
  }

  /** Undefined where another transaction came first. */
  async function attempt<Api extends CommandApi>(act: Act<Api>, command: Command<Api>) {
    const operation = keyOf<OutcomeOf<Api>>('operation', command.idempotencyKey)
    const { transaction, steps } = begin()
    const outcome = await transaction.read(operation)
    if (outcome) return outcome
    const decided = await act(command, transaction)
    if (decided.result.resultStatus === 'U') return decided
    if (clock() >= command.deadline) return unknownYet('the deadline has passed')
    transaction.write(operation, decided)
    return (await commit(await steps())) ? decided : undefined
  }

  const inTurn = takeTurns()

  return {
    once: (act) => async (command) => {
      const outcome = await attempt(act, command)
      if (outcome) return outcome
      return inTurn(async () => {
        for (;;) {
          const later = await attempt(act, command)
          if (later) return later
        }
      })
    },
    ask: (act) => (command) => act(command, begin().transaction),
  }
}

/** One after the other: of many that were overtaken and try again at once, all but one are overtaken again. */
function takeTurns() {
  let last: Promise<unknown> = Promise.resolve()
  return <Result>(act: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(act)
    last = turn.catch(() => undefined)
    return turn
  }
}

function stillAt(version: number) {
  if (version === 0) return { ConditionExpression: 'attribute_not_exists(pk)' }
  return {
    ConditionExpression: 'version = :version',
    ExpressionAttributeValues: { ':version': { N: String(version) } },
  }
}

const overtakings = new Set(['None', 'ConditionalCheckFailed', 'TransactionConflict'])

function wasOvertaken({ CancellationReasons = [] }: TransactionCanceledException): boolean {
  return CancellationReasons.every(({ Code = 'None' }) => overtakings.has(Code))
}
