import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { toItem, toReceipt } from '../../lib/adapters/receipt-item.ts'
import { receipt } from '../support/request/receipt.ts'

const stored = receipt({ misunderstood: { because: 'schema', at: 'notifyPayment result: object' } })

describe('a receipt as an item', () => {
  it('stands under pk and sk, to be deleted at expires, its body as it came', () => {
    expect(toItem(stored)).toEqual({
      pk: { S: 'antom#CLIENT_1#payment#p1' },
      sk: { S: 'receipt#notifyPayment#p1' },
      receiptId: { S: 'receipt-1' },
      platform: { S: 'antom' },
      clientId: { S: 'CLIENT_1' },
      api: { S: 'notifyPayment' },
      subject: { S: 'payment#p1' },
      identity: { S: 'p1' },
      uri: { S: '/antom/notify' },
      keyVersion: { S: '1' },
      receivedAt: { N: '1763633732000' },
      conflicting: { BOOL: false },
      proof: { M: { 'client-id': { S: 'CLIENT_1' }, signature: { S: 'signature=c2ln' } } },
      body: { B: Buffer.from('{}') },
      misunderstood: { M: { because: { S: 'schema' }, at: { S: 'notifyPayment result: object' } } },
      expires: { N: '1766657732' },
    })
    expect(toReceipt(toItem(stored))).toEqual(stored)
  })

  it('has no expiry where it is kept for ever', () => {
    expect(toItem(receipt({ expires: undefined }))).not.toHaveProperty('expires')
  })

  it('packs a body that would not fit, and says so', () => {
    const body = Buffer.alloc(350_001, 'x')
    const { packed, body: packedBody } = toItem(receipt({ body }))
    expect(packed).toEqual({ S: 'gzip' })
    expect(gunzipSync(packedBody?.B ?? '').equals(body)).toBe(true)
    expect(toItem(receipt({ body: body.subarray(1) }))).not.toHaveProperty('packed')
  })

  it.each(['pk', 'sk', 'receiptId', 'platform', 'clientId', 'api', 'subject', 'identity', 'body'])(
    'is no receipt without %s',
    (name) => {
      const { [name]: _, ...item } = toItem(stored)
      expect(() => toReceipt(item)).toThrow(`the item is no receipt: it has no ${name}`)
    },
  )

  it('does not unpack more than a request can hold', () => {
    const item = toItem(receipt({ body: Buffer.alloc(1_048_577) }))
    expect(() => toReceipt(item)).toThrow()
  })
})
