import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import type { Platform } from '../protocol/platform.ts'
import type { Clock } from '../time/timing.ts'
import { identityOf, openExchange, type Receiver } from './exchange.ts'
import type { Observer } from './observer.ts'
import { unavailableResponse } from './reply.ts'

interface Unavailable extends Receiver {
  readonly platform: Platform
  readonly clock: Clock
  readonly observer: Observer
}

/** The handler behind HTTP API while a setting is wrong: one clear line, and the sender is asked to send again. */
export function unavailableHandler(line: string, parts: Unavailable) {
  const { platform, clock, observer } = parts
  return async (event: APIGatewayProxyEventV2, { awsRequestId }: Context) => {
    const exchange = openExchange(event, awsRequestId, clock(), parts)
    const response = unavailableResponse(platform)
    observer.count(['wrong-settings'], platform.name)
    observer.log('error', `wrong settings: ${line}`, {
      ...identityOf(exchange, clock()),
      status: response.statusCode,
      signed: false,
    })
    return response
  }
}

/** The same for a function that Lambda itself calls again: the records or messages stay where they are. */
export function failingHandler(line: string, observer: Observer) {
  return async (_: unknown, { awsRequestId }: Context): Promise<never> => {
    observer.count(['wrong-settings'])
    observer.log('error', `wrong settings: ${line}`, { functionRequestId: awsRequestId })
    const failure = new Error(`wrong settings: ${line}`)
    failure.stack = failure.message
    throw failure
  }
}
