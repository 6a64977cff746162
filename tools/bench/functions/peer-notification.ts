import { makeIdempotent } from '@aws-lambda-powertools/idempotency'
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { config, type Message, persistenceStore } from './peer/idempotency.ts'
import { record } from './peer/record.ts'
import { isGenuine, signedAnswer } from './peer/signatures.ts'

/** Powertools keeps what the function returns: here the message, which the S promises to hold. */
const keepOnce = makeIdempotent(async ({ content }: Message & { readonly content: object }) => content, {
  persistenceStore,
  config,
})

const ANSWER = '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}'

/**
 * Our antom function as it is written with Powertools idempotency: prove genuine, keep once, sign the answer, with the same
 * keys, identity and client of DynamoDB, one line of log and one metric. It checks nothing else.
 */
export async function handler(event: APIGatewayProxyEventV2, context: Context) {
  config.registerLambdaContext(context)
  if (!isGenuine(event)) return { statusCode: 403 }

  const { headers, body = '' } = event
  const { 'client-id': client = '', 'request-time': time } = headers
  const content = JSON.parse(body)
  const { paymentRequestId, notifyType, result } = content
  await keepOnce({ identity: [client, paymentRequestId, notifyType, result.resultStatus], content })

  const dimensions = { platform: 'antom', api: 'notifyPayment' }
  record('accepted', dimensions, { client, time, paymentRequestId, bytes: body.length })
  return signedAnswer(event, ANSWER)
}
