import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type AwsAccess, clientSettings } from './aws-access.ts'

/** The strictest sender waits five seconds: two attempts of one second each leave time to answer U. */
export function createDynamoDBClient(access: AwsAccess): DynamoDBClient {
  return new DynamoDBClient(clientSettings(access, 2, 1000))
}
