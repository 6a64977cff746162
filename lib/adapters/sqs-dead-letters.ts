import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { DeadLetters } from '../notifications/bus.ts'
import { type AwsAccess, clientSettings } from './aws-access.ts'

export function createSQSClient(access: AwsAccess): SQSClient {
  return new SQSClient(clientSettings(access, 3, 3000))
}

/** A queue by its name; the message is the letter as JSON. */
export function sqsDeadLetters(client: SQSClient, queueName: string): DeadLetters {
  let queueUrl: string | undefined
  return {
    async send(letter) {
      queueUrl ??= (await client.send(new GetQueueUrlCommand({ QueueName: queueName }))).QueueUrl
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(letter) }))
    },
  }
}
