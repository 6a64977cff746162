import { once } from 'node:events'
import http from 'node:http'
import { text } from 'node:stream/consumers'
import { makeIdempotent } from '@aws-lambda-powertools/idempotency'
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { config, type Message, persistenceStore } from './peer/idempotency.ts'
import { record } from './peer/record.ts'
import { isGenuine, signedAnswer } from './peer/signatures.ts'

const { BACKEND_URL, PEER_BACKEND_TOKEN } = process.env
const agent = new http.Agent({ keepAlive: false })

/** Powertools keeps what the function returns: here the outcome. */
const payOnce = makeIdempotent(
  async ({ identity, body }: Message & { readonly body: string }): Promise<string> => {
    const headers = {
      'Content-Type': 'application/json',
      'Idempotency-Key': identity.join('.'),
      Authorization: `Bearer ${PEER_BACKEND_TOKEN}`,
    }
    const request = http.request(`${BACKEND_URL}/wallet/pay`, { method: 'POST', agent, headers })
    const [response] = await once(request.end(body), 'response')
    return text(response)
  },
  { persistenceStore, config },
)

/**
 * Our wallet's `pay` as it is written with Powertools idempotency: prove genuine, call the backend once, sign its outcome,
 * with the same keys, key fields and client of DynamoDB, a connection for each call as ours, one line of log and one
 * metric. It checks nothing else, and knows no cancel.
 */
export async function handler(event: APIGatewayProxyEventV2, context: Context) {
  config.registerLambdaContext(context)
  if (!isGenuine(event)) return { statusCode: 403 }

  const { headers, body = '' } = event
  const { 'client-id': client = '', 'request-time': time } = headers
  const { paymentRequestId, paymentAmount, payToAmount, ...rest } = JSON.parse(body)
  const { surchargeInfo, paymentMethod, paymentPromoInfo } = rest
  const content = { paymentAmount, payToAmount, surchargeInfo, paymentMethod, paymentPromoInfo }
  const outcome = await payOnce({ identity: [client, paymentRequestId], content, body })

  const dimensions = { platform: 'wallet', api: 'pay' }
  record('succeeded', dimensions, { client, time, paymentRequestId, bytes: body.length })
  return signedAnswer(event, outcome)
}
