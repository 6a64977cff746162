import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CreateTableCommand, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { localAccess } from '../tools/local/variables.ts'
import { openReceiptsTableInMemory, type ReceiptsTable } from './support/receipts-table.ts'

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')

describe('the consumer in the README', () => {
  let table: ReceiptsTable
  let handler: (event: { detail: object }) => Promise<void>

  beforeAll(async () => {
    table = await openReceiptsTableInMemory()
    await table.client.send(
      new CreateTableCommand({
        TableName: 'view',
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    )
    vi.stubEnv('VIEW', 'view')
    vi.stubEnv('AWS_REGION', localAccess.region)
    vi.stubEnv('AWS_ACCESS_KEY_ID', localAccess.accessKeyId)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', localAccess.secretAccessKey)
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', table.endpoint)
    const [, code = ''] = /```js\n(.*?)```/s.exec(readme) ?? []
    const folder = join(import.meta.dirname, '../dist/readme')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'consumer.mjs'), code)
    handler = (await import(pathToFileURL(join(folder, 'consumer.mjs')).href)).handler
  })

  afterAll(async () => {
    vi.unstubAllEnvs()
    await table?.close()
  })

  const event = (sequence: number, after: string | null) => ({
    detail: {
      platform: 'antom',
      clientId: 'C',
      subject: 'payment#1',
      sequence,
      state: { before: null, after },
    },
  })
  const view = async () => {
    const key = { pk: { S: 'antom#C#payment#1' } }
    const { Item } = await table.client.send(new GetItemCommand({ TableName: 'view', Key: key }))
    return [Item?.sequence?.N, Item?.state?.S]
  }

  it('applies each event once, and none that is behind', async () => {
    await handler(event(1, 'PENDING'))
    expect(await view()).toEqual(['1', 'PENDING'])
    await handler(event(3, 'SUCCESS'))
    await handler(event(3, 'SUCCESS'))
    await handler(event(2, 'PENDING'))
    expect(await view()).toEqual(['3', 'SUCCESS'])
  })
})
