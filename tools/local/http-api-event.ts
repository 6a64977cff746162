import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Route } from '../declared/functions.ts'
import { foldedHeaders, headerPairs } from './header-pairs.ts'

export interface Arrival {
  /** The percent-decoded path, undefined where it does not decode. */
  readonly path: string | undefined
  /** Without its `?`; empty where there is none. */
  readonly query: string
  /** Epoch milliseconds. */
  readonly at: number
  readonly requestId: string
}

export function readTarget(target: string): Pick<Arrival, 'path' | 'query'> {
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const query = mark < 0 ? '' : target.slice(mark + 1)
  try {
    return { path: decodeURIComponent(path), query }
  } catch {
    return { path: undefined, query }
  }
}

/**
 * The event of API Gateway's HTTP API (payload 2.0) for a request, by the rules that the receiver feels: names of headers
 * in lower case, doubled ones folded with a comma, and base64 for a body that is not text.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function toEvent(
  request: IncomingMessage,
  body: Buffer,
  route: Route,
  { path = '', query, at, requestId }: Arrival,
): APIGatewayProxyEventV2 {
  const headers = Object.fromEntries(foldedHeaders(headerPairs(request.rawHeaders)))
  const isText = textual.test(headers['content-type'] ?? '') && isUtf8(body)
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString: query,
    headers,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers.host ?? '',
      domainPrefix: 'local',
      http: {
        method: request.method ?? '',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: route.key,
      stage: '$default',
      time: commonLogTime(at),
      timeEpoch: at,
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  }
}

const textual = /^\s*(text\/[^;]*|application\/(json|xml|javascript))\s*(;|$)/i

/** `12/Mar/2020:19:03:58 +0000` */
function commonLogTime(at: number): string {
  const [, day, month, year, time] = new Date(at).toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}
