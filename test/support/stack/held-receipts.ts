import { gunzipSync } from 'node:zlib'
import { type AttributeValue, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'

/** A receipt as it stands in the table, read without the adapter that wrote it. */
export interface HeldReceipt {
  readonly subjectKey: string
  readonly receiptKey: string
  readonly clientId: string
  readonly api: string
  readonly conflicting: boolean
  readonly body: Buffer
  /** Where it was refused first: who had it accepted. */
  readonly acceptedBy?: string
  /** Epoch seconds; undefined for a receipt that is kept for ever. */
  readonly expires: number | undefined
}

/** Every receipt of the table. */
export async function readReceipts(client: DynamoDBClient, table: string): Promise<readonly HeldReceipt[]> {
  const receipts: HeldReceipt[] = []
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    receipts.push(...Items.filter(({ sk }) => sk?.S?.startsWith('receipt#')).map(readReceipt))
  }
  return receipts
}

function readReceipt(item: Item): HeldReceipt {
  const { pk, sk, clientId, api, conflicting, body, packed, acceptedBy, expires } = item
  const bytes = Buffer.from(body?.B ?? [])
  return {
    subjectKey: pk?.S ?? '',
    receiptKey: sk?.S ?? '',
    clientId: clientId?.S ?? '',
    api: api?.S ?? '',
    conflicting: conflicting?.BOOL === true,
    body: packed?.S === 'gzip' ? gunzipSync(bytes) : bytes,
    ...(acceptedBy?.S && { acceptedBy: acceptedBy.S }),
    expires: expires?.N === undefined ? undefined : Number(expires.N),
  }
}

type Item = Readonly<Record<string, AttributeValue>>
