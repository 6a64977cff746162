import type { Exhibit } from '../exhibit.ts'
import type { Found } from './found.ts'
import { foldHeaders } from './headers.ts'
import { type JsonRecord, listAt, numberAt, recordAt, textAt } from './records.ts'
import { originOf, writtenTarget } from './urls.ts'

/** What the three kinds of event name differently. */
interface Kind {
  readonly form: string
  /** Undefined for an event of another kind. */
  read(event: JsonRecord): Pick<Exhibit, 'method' | 'target' | 'receivedAt' | 'stage'> | undefined
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
const kinds: readonly Kind[] = [
  {
    form: 'an API Gateway event (payload 2.0)',
    read(event) {
      const path = textAt(event, 'rawPath')
      const context = recordAt(event, 'requestContext')
      const method = textAt(recordAt(context, 'http'), 'method')
      if (path === undefined || method === undefined) return undefined
      return {
        method,
        target: writtenTarget(path, textAt(event, 'rawQueryString')),
        ...receivedAt(numberAt(context, 'timeEpoch')),
        ...stageOf(context),
      }
    },
  },
  {
    form: 'an API Gateway event (payload 1.0)',
    read(event) {
      const context = recordAt(event, 'requestContext')
      const placed = ofMethodAndPath(event, (text) => encodeURIComponent(text.toWellFormed()))
      if (!placed || context.elb !== undefined) return undefined
      return { ...placed, ...receivedAt(numberAt(context, 'requestTimeEpoch')), ...stageOf(context) }
    },
  },
  {
    form: 'an event of a load balancer',
    // It hands the query over as it came.
    read: (event) => ofMethodAndPath(event, (text) => text),
  },
]

/** An event as API Gateway or a load balancer gives it to a function. */
export function readGatewayEvent(event: JsonRecord): Found | undefined {
  if (event.requestContext === undefined || !('headers' in event || 'multiValueHeaders' in event))
    return undefined
  for (const { form, read } of kinds) {
    const parts = read(event)
    if (!parts) continue
    const headers = headersOf(event)
    const { body } = event
    const encoding = event.isBase64Encoded === true ? 'base64' : 'utf8'
    const bytes = Buffer.from(typeof body === 'string' ? body : '', encoding)
    const exhibit = { form, ...parts, ...originOf(headers), headers, body: bytes }
    return { readings: [{ exhibit, remarks: [] }] }
  }
  return undefined
}

function ofMethodAndPath(event: JsonRecord, write: (text: string) => string) {
  const [method, path] = [textAt(event, 'httpMethod'), textAt(event, 'path')]
  if (method === undefined || path === undefined) return undefined
  const query = pairsOf(event, 'multiValueQueryStringParameters', 'queryStringParameters')
    .map(([name, value]) => `${write(name)}=${write(value)}`)
    .join('&')
  return { method, target: query === '' ? path : `${path}?${query}` }
}

function headersOf(event: JsonRecord): ReadonlyMap<string, string> {
  return foldHeaders(pairsOf(event, 'multiValueHeaders', 'headers'))
}

function pairsOf(event: JsonRecord, several: string, single: string): readonly (readonly [string, string])[] {
  const lists = recordAt(event, several)
  const values = Object.keys(lists).flatMap((name) =>
    listAt(lists, name).map((value) => [name, value] as const),
  )
  const pairs = values.length > 0 ? values : Object.entries(recordAt(event, single))
  return pairs.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))
}

function stageOf(context: JsonRecord): Pick<Exhibit, 'stage'> {
  const stage = textAt(context, 'stage')
  return stage === undefined || stage === '$default' ? {} : { stage }
}

function receivedAt(epochMs: number | undefined): Pick<Exhibit, 'receivedAt'> {
  return epochMs === undefined ? {} : { receivedAt: epochMs }
}
