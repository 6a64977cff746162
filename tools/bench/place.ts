import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dynamoDBApi } from '../local/dynamodb/dynamodb-api.ts'
import { startDynoxide } from '../local/dynamodb/dynoxide.ts'
import { openReceiptsTable } from '../local/dynamodb/receipts-table.ts'
import { prepareSenders } from '../local/senders.ts'
import { secretsManager } from '../local/stand-ins/secrets-manager.ts'
import { openStandIns } from '../local/stand-ins/server.ts'
import { namesOf } from '../stage.ts'

export const PEER_TABLE = 'peer'

/** The tables of both, and antom's keys; nobody delivers what is received. */
export async function openPlace() {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-receiver-bench-'))
  const files = { senders: join(dir, 'senders.json'), secrets: join(dir, 'secrets') }
  mkdirSync(files.secrets)
  const door = { platform: 'antom', takesNotifications: true, takesCommands: false }
  const { antom } = await prepareSenders(files, [door], 'http://127.0.0.1')
  if (!antom) throw new Error('there is no sender')
  const dynamoDB = await startDynoxide(':memory:')
  const standIns = await openStandIns(secretsManager(files.secrets))
  const call = dynamoDBApi(dynamoDB.url)
  await openReceiptsTable(call, namesOf('local').RECEIPTS_TABLE)
  await call('DynamoDB_20120810.CreateTable', {
    TableName: PEER_TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  })
  return {
    dir,
    sender: antom,
    secret: readFileSync(join(files.secrets, 'antom.json'), 'utf8'),
    endpoints: { dynamoDB: dynamoDB.url, standIns: standIns.url },
    async close() {
      await standIns.close()
      await dynamoDB.stop()
      rmSync(dir, { recursive: true })
    },
  }
}
