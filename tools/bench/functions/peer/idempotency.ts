import { IdempotencyConfig } from '@aws-lambda-powertools/idempotency'
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb'
import { createDynamoDBClient } from '../../../../lib/adapters/dynamodb.ts'
import { awsAccess } from '../../../../lib/settings/settings.ts'

/** What a repeat is known by, and what it must have in common with the first. */
export interface Message {
  readonly identity: readonly string[]
  readonly content: unknown
}

export const config = new IdempotencyConfig({
  eventKeyJmesPath: 'identity',
  payloadValidationJmesPath: 'content',
  throwOnNoIdempotencyKey: true,
})

export const persistenceStore = new DynamoDBPersistenceLayer({
  tableName: process.env.PEER_TABLE ?? '',
  awsSdkV3Client: createDynamoDBClient(awsAccess()),
})
