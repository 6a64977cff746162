import { type AttributeValue, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import type { Account } from './accounts.ts'
import { type Money, minus, plus } from './money.ts'

/** All money that the backend knows of. */
export interface Ledger {
  readonly accounts: readonly Account[]
  /** By currency, what there is beyond what the accounts were opened with: nothing, unless money was made or lost. */
  readonly surplus: readonly Money[]
}

/** Counts each account, and against it what payments, original credits and pushed payments hold. */
export async function readLedger(client: DynamoDBClient, TableName: string): Promise<Ledger> {
  const accounts: Account[] = []
  const movements: Money[] = []
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    const documents = Items.map(readDocument)
    accounts.push(...documents.filter(isAccount))
    movements.push(...documents.filter(isHolding).map(({ held }) => held))
  }
  movements.push(...accounts.map(({ balance, granted }) => minus(balance, granted)))
  return { accounts, surplus: sumsOf(movements).filter(({ value }) => value !== '0') }
}

function readDocument({ document }: Record<string, AttributeValue>): object {
  return JSON.parse(document?.S ?? '')
}

function isAccount(document: object): document is Account {
  return 'granted' in document
}

function isHolding(document: object): document is { readonly held: Money } {
  return 'held' in document
}

function sumsOf(movements: readonly Money[]): Money[] {
  const byCurrency = Map.groupBy(movements, ({ currency }) => currency)
  return [...byCurrency.values()].map((each) => each.reduce(plus))
}
