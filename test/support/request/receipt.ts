import fc from 'fast-check'
import type { Receipt } from '../../../lib/notifications/receipt.ts'
import { noon } from './verified-request.ts'

/** A receipt of antom's notifyPayment for the payment p1. */
export function receipt(changes: Partial<Receipt> = {}): Receipt {
  return {
    subjectKey: 'antom#CLIENT_1#payment#p1',
    receiptKey: 'receipt#notifyPayment#p1',
    receiptId: 'receipt-1',
    platform: 'antom',
    clientId: 'CLIENT_1',
    api: 'notifyPayment',
    subject: 'payment#p1',
    identity: 'p1',
    conflicting: false,
    receivedAt: noon,
    uri: '/antom/notify',
    keyVersion: '1',
    proof: { 'client-id': 'CLIENT_1', signature: 'signature=c2ln' },
    body: Buffer.from('{}'),
    expires: noon / 1000 + 3_024_000,
    ...changes,
  }
}

const line = fc.string({ unit: 'grapheme', maxLength: 40 })
const keyLine = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 200 })

const proofName = fc.constantFrom('client-id', 'request-time', 'signature', 'encrypt')

const misunderstood = fc.record(
  { because: fc.constantFrom('not-utf8' as const, 'too-deep', 'schema'), at: line },
  { requiredKeys: ['because'], noNullPrototype: true },
)

/** Any receipt, whatever its fields hold. */
export const anyReceipt: fc.Arbitrary<Receipt> = fc
  .record({
    subjectKey: keyLine,
    receiptKey: keyLine.map((text) => `receipt#${text}`),
    receiptId: line,
    platform: fc.constantFrom('acquirer' as const, 'wallet', 'antom', 'mini-program', 'worldfirst'),
    clientId: line,
    api: line,
    subject: line,
    identity: line,
    conflicting: fc.boolean(),
    receivedAt: fc.nat(Number.MAX_SAFE_INTEGER),
    uri: line,
    keyVersion: line,
    proof: fc.dictionary(proofName, line, { noNullPrototype: true }),
    body: fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes)),
    expires: fc.option(fc.nat(Number.MAX_SAFE_INTEGER), { nil: undefined }),
  })
  .chain((base) => fc.option(misunderstood).map((why) => (why ? { ...base, misunderstood: why } : base)))
  .chain((base) => fc.option(line).map((by) => (by === null ? base : { ...base, acceptedBy: by })))
  .chain((base) =>
    fc.option(fc.nat()).map((after) => (after === null ? base : { ...base, askedAfter: after })),
  )
