import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamoDBInbox, dynamoDBReceipts } from '../../lib/adapters/dynamodb-inbox.ts'
import { describeInbox } from '../contracts/inbox.ts'
import { receipt } from '../support/receipt.ts'
import { openReceiptsTableInMemory, type ReceiptsTable } from '../support/receipts-table.ts'

let opened: ReceiptsTable
beforeAll(async () => {
  opened = await openReceiptsTableInMemory()
})
afterAll(() => opened.close())

describe('the inbox in DynamoDB', () => {
  describeInbox(() => ({
    ...dynamoDBInbox(opened.client, opened.table),
    ...dynamoDBReceipts(opened.client, opened.table),
  }))
})
