import type { APIGatewayProxyEventV2, Context, DynamoDBStreamEvent } from 'aws-lambda'
import { describe, expect, it } from 'vitest'
import { failingHandler, unavailableHandler } from '../../lib/edge/wrong-settings.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { recordingObserver } from './notification-function.ts'

const context = { awsRequestId: 'invocation-1' } as Context

describe('while a setting is wrong', () => {
  it('each call behind HTTP API is asked to be sent again, unsigned, with one clear line', async () => {
    const { observer, counts, logs } = recordingObserver()
    const parts = { platform: antom, contract: 'notification', clock: () => 1_000, observer } as const
    const event: Partial<APIGatewayProxyEventV2> = {
      rawPath: '/antom/notify',
      requestContext: {
        requestId: 'correlation-1',
        timeEpoch: 900,
      } as APIGatewayProxyEventV2['requestContext'],
      body: '{}',
    }
    const reply = await unavailableHandler('RECEIPTS_TABLE is not set', parts)(
      event as APIGatewayProxyEventV2,
      context,
    )
    expect(reply).toMatchObject({
      statusCode: 503,
      headers: { 'Content-Type': expect.stringContaining('json') },
    })
    expect(JSON.parse(String(reply.body))).toMatchObject({ result: { resultStatus: 'U' } })
    expect(counts).toEqual(['wrong-settings'])
    expect(logs).toEqual([
      {
        level: 'error',
        message: 'wrong settings: RECEIPTS_TABLE is not set',
        line: {
          correlationId: 'correlation-1',
          functionRequestId: 'invocation-1',
          platform: 'antom',
          contract: 'notification',
          path: '/antom/notify',
          bytes: 2,
          durationMs: 0,
          waitedMs: 100,
          status: 503,
          signed: false,
        },
      },
    ])
  })

  it('the stream keeps its records, and the error has no stack trace', async () => {
    const { observer, counts, logs } = recordingObserver()
    const event: DynamoDBStreamEvent = { Records: [] }
    const failure = await failingHandler('EVENT_BUS is not set', observer)(event, context).catch(
      (error: Error) => error,
    )
    expect(failure).toMatchObject({ message: 'wrong settings: EVENT_BUS is not set' })
    expect(failure.stack).not.toContain('\n')
    expect(counts).toEqual(['wrong-settings'])
    expect(logs).toEqual([
      {
        level: 'error',
        message: 'wrong settings: EVENT_BUS is not set',
        line: { functionRequestId: 'invocation-1' },
      },
    ])
  })
})
