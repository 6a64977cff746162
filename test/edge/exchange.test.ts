import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { identityOf, openExchange } from '../../lib/edge/exchange.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'

const exchangeOf = (event: Partial<APIGatewayProxyEventV2>) =>
  openExchange(event as APIGatewayProxyEventV2, 'invocation', 7, {
    platform: antom,
    contract: 'notification',
  })
const opened = (event: Partial<APIGatewayProxyEventV2>) => exchangeOf(event).received

describe('HTTP API’s event', () => {
  it('gives the bytes that were sent, carried as text or as base64', () => {
    expect(opened({ body: '{"a":"é"}' }).body).toEqual(Buffer.from('{"a":"é"}'))
    expect(opened({ body: '/wD+', isBase64Encoded: true }).body).toEqual(Buffer.from([0xff, 0x00, 0xfe]))
  })

  it('gives an empty body where there is none', () => {
    expect(opened({}).body).toHaveLength(0)
  })

  it('gives the headers by lower-case name', () => {
    expect(opened({ headers: { 'Client-Id': 'A', Absent: undefined } }).headers).toEqual(
      new Map([['client-id', 'A']]),
    )
  })

  it('shows since when the sender waits: since the gateway had the request, or else since now', () => {
    const requestContext = { timeEpoch: 5, requestId: 'id' } as APIGatewayProxyEventV2['requestContext']
    expect(exchangeOf({ requestContext })).toMatchObject({ arrivedAt: 5, correlationId: 'id' })
    expect(exchangeOf({})).toMatchObject({ arrivedAt: 7, correlationId: '' })
    const ahead = { timeEpoch: 9 } as APIGatewayProxyEventV2['requestContext']
    expect(exchangeOf({ requestContext: ahead }).arrivedAt).toBe(7)
  })

  it('gives path, query and time as they came', () => {
    expect(opened({ rawPath: '/a%b', rawQueryString: 'x=%2F' })).toMatchObject({
      rawPath: '/a%b',
      rawQueryString: 'x=%2F',
      receivedAt: 7,
    })
  })

  it('says in the log which it is, the path of a stranger bounded and without control characters', () => {
    const requestContext = { timeEpoch: 5, requestId: 'id' } as APIGatewayProxyEventV2['requestContext']
    const rawPath = `/a\n\u2028\u{1f4a9}\u009b${'b'.repeat(9_999)}`
    expect(identityOf(exchangeOf({ requestContext, rawPath, rawQueryString: 'x=1', body: 'é' }), 12)).toEqual(
      {
        correlationId: 'id',
        functionRequestId: 'invocation',
        platform: 'antom',
        contract: 'notification',
        path: `/a?????${'b'.repeat(121)}`,
        bytes: 2,
        durationMs: 5,
        waitedMs: 7,
      },
    )
  })
})
