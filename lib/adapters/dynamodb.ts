import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type AwsAccess, clientSettings } from './aws-access.ts'

/** For notifications: two attempts of one second each leave time to answer U within four. */
export function createDynamoDBClient(access: AwsAccess): DynamoDBClient {
  return new DynamoDBClient(clientSettings(access, 2, 1_000))
}

/** For commands, whose journal tries again by itself until the deadline (lib/adapters/insist.ts). */
export function createJournalClient(access: AwsAccess): DynamoDBClient {
  return new DynamoDBClient(clientSettings(access, 1, 8_000))
}
