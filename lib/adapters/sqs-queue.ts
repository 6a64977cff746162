import {
  GetQueueUrlCommand,
  type MessageAttributeValue,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { type AwsAccess, clientSettings } from './aws-access.ts'

interface Message {
  readonly body: string
  /** Instead of the queue's own delay. */
  readonly delaySeconds?: number
  readonly attributes?: Readonly<Record<string, MessageAttributeValue>>
}

export function createSQSClient(access: AwsAccess): SQSClient {
  return new SQSClient(clientSettings(access, 2, 2000))
}

/** Sends to the queue of this name, which is looked up once. Rejects where it is not found, or takes no message. */
export function sqsQueue(client: SQSClient, queueName: string): (message: Message) => Promise<void> {
  let finding: Promise<string | undefined> | undefined

  async function findQueue(): Promise<string | undefined> {
    try {
      return (await client.send(new GetQueueUrlCommand({ QueueName: queueName }))).QueueUrl
    } catch (cause) {
      finding = undefined
      throw cause
    }
  }

  return async ({ body, delaySeconds, attributes }) => {
    finding ??= findQueue()
    await client.send(
      new SendMessageCommand({
        QueueUrl: await finding,
        MessageBody: body,
        ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
        ...(attributes && { MessageAttributes: attributes }),
      }),
    )
  }
}
