import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamoDBRefused, toRefusedRequest } from '../../lib/adapters/dynamodb-refused.ts'
import { describeRefusedStore } from '../contracts/refused-store.ts'
import { refusedRequestOf } from '../support/request/refused-request.ts'
import { openRefusedTableInMemory } from '../support/stack/refused-table.ts'

let opened: Awaited<ReturnType<typeof openRefusedTableInMemory>>
beforeAll(async () => {
  opened = await openRefusedTableInMemory()
})
afterAll(() => opened.close())

describe('the store of refused requests in DynamoDB', () => {
  describeRefusedStore(() => ({ ...dynamoDBRefused(opened.client, opened.table), read: opened.read }))

  it('throws where the table fails', async () => {
    const { signal } = new AbortController()
    const store = dynamoDBRefused(opened.client, 'no-such-table')
    await expect(store.keep(refusedRequestOf(), signal)).rejects.toThrow('not found')
  })

  it('gives up when the signal aborts', async () => {
    const store = dynamoDBRefused(opened.client, opened.table)
    const aborted = refusedRequestOf({ id: 'b'.repeat(64) })
    await expect(store.keep(aborted, AbortSignal.abort())).rejects.toThrow()
    expect(await opened.read(aborted.id)).toBeUndefined()
  })

  it('does not take another item for a request', () => {
    expect(() => toRefusedRequest({ pk: { S: 'a' } })).toThrow('the item is no refused request')
  })
})
