import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency'
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb'
import { Logger } from '@aws-lambda-powertools/logger'
import { Metrics } from '@aws-lambda-powertools/metrics'
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { createDynamoDBClient } from '../../../lib/adapters/dynamodb.ts'
import { awsAccess } from '../../../lib/edge/settings.ts'

/**
 * Our antom function as it is written with Powertools idempotency: prove genuine, keep once, sign the answer, with the same
 * keys, identity and client of DynamoDB, one line of log and one metric. It checks nothing else.
 */
const { PEER_TABLE = '', PEER_PRIVATE_KEY = '', ALIPAY_PUBLIC_KEY = '' } = process.env
const privateKey = createPrivateKey(PEER_PRIVATE_KEY)
const alipayKey = createPublicKey(ALIPAY_PUBLIC_KEY)
const signed = promisify(sign)
const logger = new Logger()
const metrics = new Metrics({ namespace: 'Peer' })

const config = new IdempotencyConfig({
  eventKeyJmesPath: 'identity',
  payloadValidationJmesPath: 'body',
  throwOnNoIdempotencyKey: true,
})
const persistenceStore = new DynamoDBPersistenceLayer({
  tableName: PEER_TABLE,
  awsSdkV3Client: createDynamoDBClient(awsAccess()),
})

interface Notification {
  readonly identity: readonly string[]
  readonly body: object
}

/** Powertools keeps what the function returns: here the message, which the S promises to hold. */
const keepOnce = makeIdempotent(async ({ body }: Notification) => body, { persistenceStore, config })

const answer = '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}'

export async function handler({ rawPath, headers, body = '' }: APIGatewayProxyEventV2, context: Context) {
  config.registerLambdaContext(context)
  const { 'client-id': client = '', 'request-time': time = '', signature = '' } = headers
  const [, encoded = ''] = signature.split('signature=')
  const proof = Buffer.from(decodeURIComponent(encoded), 'base64')
  if (!verify('sha256', textOf(rawPath, client, time, body), alipayKey, proof)) return { statusCode: 403 }

  const content = JSON.parse(body)
  const { paymentRequestId, notifyType, result } = content
  const identity = [client, paymentRequestId, notifyType, result.resultStatus]
  await keepOnce({ identity, body: content })

  metrics.addDimensions({ platform: 'antom', api: 'notifyPayment' })
  metrics.addMetric('accepted', 'Count', 1)
  metrics.publishStoredMetrics()
  logger.info('notification accepted', { client, time, paymentRequestId, bytes: body.length })

  const answeredAt = `${new Date().toISOString().slice(0, 19)}Z`
  const ours = await signed('sha256', textOf(rawPath, client, answeredAt, answer), privateKey)
  const value = encodeURIComponent(ours.toString('base64'))
  return {
    statusCode: 200,
    headers: {
      'Client-Id': client,
      'Response-Time': answeredAt,
      'Content-Type': 'application/json; charset=UTF-8',
      Signature: `algorithm=RSA256,keyVersion=1,signature=${value}`,
    },
    body: answer,
  }
}

function textOf(uri: string, client: string, time: string, body: string): Buffer {
  return Buffer.from(`POST ${uri}\n${client}.${time}.${body}`)
}
