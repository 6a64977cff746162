import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { DeadLetters } from '../notifications/bus.ts'
import { type AwsAccess, clientSettings } from './aws-access.ts'

export function createSQSClient(access: AwsAccess): SQSClient {
  return new SQSClient(clientSettings(access, 2, 2000))
}

/** Dead letters in the queue of this name, each message a letter as JSON. */
export function sqsDeadLetters(client: SQSClient, queueName: string): DeadLetters {
  let finding: Promise<string | undefined> | undefined

  async function findQueue(): Promise<string | undefined> {
    try {
      return (await client.send(new GetQueueUrlCommand({ QueueName: queueName }))).QueueUrl
    } catch (cause) {
      finding = undefined
      throw cause
    }
  }

  return {
    async send(letter) {
      finding ??= findQueue()
      await client.send(
        new SendMessageCommand({ QueueUrl: await finding, MessageBody: JSON.stringify(letter) }),
      )
    },
  }
}
