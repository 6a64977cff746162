import { afterAll, beforeAll, describe } from 'vitest'
import { dynamoDBLog } from '../../lib/adapters/dynamodb-log.ts'
import { describeSubjectLog } from '../contracts/subject-log.ts'
import { openReceiptsTableInMemory, type ReceiptsTable } from '../support/receipts-table.ts'

let opened: ReceiptsTable
beforeAll(async () => {
  opened = await openReceiptsTableInMemory()
})
afterAll(() => opened.close())

describe('the log in DynamoDB', () => {
  describeSubjectLog(() => dynamoDBLog(opened.client, opened.table))
})
