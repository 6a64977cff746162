import { gunzipSync, gzipSync } from 'node:zlib'
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { Receipt } from '../notifications/receipt.ts'

export type Item = Record<string, AttributeValue>

/** Of the 400 KB that an item holds; what stands beside the body needs far less than the rest. */
const MAX_PLAIN_BYTES = 350_000
const MAX_BODY_BYTES = 1_048_576

const texts = [
  'receiptId',
  'platform',
  'clientId',
  'api',
  'subject',
  'identity',
  'uri',
  'keyVersion',
] as const

/** A receipt as an item: `pk`, `sk`, `expires` (epoch seconds, TTL); the body raw, or gzipped where it would not fit. */
export function toItem(receipt: Receipt): Item {
  const { body, decrypted, askedAfter, acceptedBy, erased, expires, misunderstood } = receipt
  const packed = body.length + (decrypted?.length ?? 0) > MAX_PLAIN_BYTES
  return {
    pk: { S: receipt.subjectKey },
    sk: { S: receipt.receiptKey },
    ...Object.fromEntries(texts.map((name) => [name, { S: receipt[name] }])),
    receivedAt: { N: String(receipt.receivedAt) },
    conflicting: { BOOL: receipt.conflicting },
    proof: map(receipt.proof),
    body: { B: packed ? gzipSync(body) : body },
    ...(decrypted && { decrypted: { B: packed ? gzipSync(decrypted) : decrypted } }),
    ...(askedAfter !== undefined && { askedAfter: { N: String(askedAfter) } }),
    ...(acceptedBy !== undefined && { acceptedBy: { S: acceptedBy } }),
    ...(erased && { erased: map(erased) }),
    ...(packed && { packed: { S: 'gzip' } }),
    ...(misunderstood && { misunderstood: map(misunderstood) }),
    ...(expires !== undefined && { expires: { N: String(expires) } }),
  }
}

/** Throws where the item is no receipt. */
export function toReceipt(item: Item): Receipt {
  const { body, decrypted, askedAfter, acceptedBy, erased, expires, misunderstood } = item
  if (!body?.B) throw new Error('the item is no receipt: it has no body')
  return {
    ...Object.fromEntries(texts.map((name) => [name, textOf(item, name)])),
    subjectKey: textOf(item, 'pk'),
    receiptKey: textOf(item, 'sk'),
    receivedAt: Number(item.receivedAt?.N),
    conflicting: item.conflicting?.BOOL === true,
    proof: recordOf(item.proof),
    body: bytesOf(item, body.B),
    ...(decrypted?.B && { decrypted: bytesOf(item, decrypted.B) }),
    ...(askedAfter?.N !== undefined && { askedAfter: Number(askedAfter.N) }),
    ...(acceptedBy?.S !== undefined && { acceptedBy: acceptedBy.S }),
    ...(erased && { erased: recordOf(erased) }),
    ...(misunderstood && { misunderstood: recordOf(misunderstood) }),
    expires: expires?.N === undefined ? undefined : Number(expires.N),
  } as Receipt
}

function bytesOf({ packed }: Item, bytes: Uint8Array): Buffer {
  return packed ? gunzipSync(bytes, { maxOutputLength: MAX_BODY_BYTES }) : Buffer.from(bytes)
}

function map(record: object): AttributeValue {
  return {
    M: Object.fromEntries(Object.entries(record).map(([name, value]) => [name, { S: String(value) }])),
  }
}

function recordOf(value: AttributeValue | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(value?.M ?? {}).map(([name, { S = '' }]) => [name, S]))
}

function textOf(item: Item, name: string): string {
  const text = item[name]?.S
  if (text === undefined) throw new Error(`the item is no receipt: it has no ${name}`)
  return text
}
