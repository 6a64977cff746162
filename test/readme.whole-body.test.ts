import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { dynamoDBInbox } from '../lib/adapters/dynamodb-inbox.ts'
import { eventOf } from '../lib/notifications/event.ts'
import { understand } from '../lib/notifications/understand.ts'
import { notificationsOf } from '../lib/platforms/notifications.ts'
import { namesOf } from '../tools/declared/names-of-stage.ts'
import { entryAfter, messageOf } from './support/messages.ts'
import { moduleWith, pointAt, readme } from './support/readme.ts'
import { receipt } from './support/receipt.ts'
import { openReceiptsTableInMemory, type ReceiptsTable } from './support/receipts-table.ts'

describe('the read of a whole body in the README', () => {
  let table: ReceiptsTable
  let code: string
  let wholeBodyOf: (receipt: object) => Promise<unknown>

  beforeAll(async () => {
    table = await openReceiptsTableInMemory()
    pointAt(table)
    ;({ code, wholeBodyOf } = await moduleWith('async function wholeBodyOf'))
  })

  afterAll(async () => {
    vi.unstubAllEnvs()
    await table?.close()
  })

  const authorization = { authorizationNotifyType: 'AUTHCODE_CREATED', authCode: 'c1' }
  const bytes = (value: unknown) => Buffer.from(JSON.stringify(value))

  /** Receives the message, and reads again what its event leaves out. */
  async function readBack(body: Buffer, decrypted?: Buffer) {
    const { api, receipt: named, ...naming } = messageOf('antom', decrypted ?? body)
    const held = receipt({ ...named, ...naming, api, body, ...(decrypted && { decrypted }) })
    await dynamoDBInbox(table.client, table.table).put(held)
    const understood = understand(held, notificationsOf('antom'))
    if (!understood.ok || !understood.value) throw new Error('not understood')
    const { detail } = eventOf(held, entryAfter(undefined, held, understood.value), understood.value)
    expect(detail).not.toContain('c1')
    return wholeBodyOf(JSON.parse(detail).receipt)
  }

  it('gives what the event leaves out, however it is kept', async () => {
    expect(await readBack(bytes(authorization))).toEqual(authorization)
    const encrypted = { ...authorization, authCode: 'c1-encrypted' }
    expect(await readBack(Buffer.from('AAAA'), bytes(encrypted))).toEqual(encrypted)
    const large = { ...authorization, authCode: 'c1-large', passThroughInfo: 'x'.repeat(500_000) }
    expect(await readBack(bytes(large))).toEqual(large)
  })

  it('gives nothing once it is gone', async () => {
    expect(await wholeBodyOf({ subjectKey: 'antom#C#payment#1', receiptKey: 'receipt#gone' })).toBeUndefined()
    const erased = receipt({ body: Buffer.alloc(0), erased: { at: 'now', digest: 'd' } })
    await dynamoDBInbox(table.client, table.table).put(erased)
    expect(await wholeBodyOf(erased)).toBeUndefined()
  })

  it('needs no more than the statement allows', () => {
    const statement = [...readme.matchAll(/```json\n(.*?)```/gs)]
      .map(([, json = '']) => json)
      .find((json) => json.includes('"Effect"'))
    const { Action, Resource, Condition } = JSON.parse(statement ?? '')
    expect([...code.matchAll(/new (\w+)Command/g)].map(([, name]) => `dynamodb:${name}`)).toEqual([Action])
    expect(Resource).toBe(`arn:aws:dynamodb:*:*:table/${namesOf('prod').RECEIPTS_TABLE}`)
    const [, projected = ''] = /ProjectionExpression: '([^']+)'/.exec(code) ?? []
    expect(Condition).toEqual({
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', ...projected.split(', ')] },
      StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
    })
  })
})
