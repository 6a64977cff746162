import type { SQSClient } from '@aws-sdk/client-sqs'
import type { DeadLetters } from '../notifications/bus.ts'
import { sqsQueue } from './sqs-queue.ts'

/** Dead letters in the queue of this name, each message a letter as JSON. */
export function sqsDeadLetters(client: SQSClient, queueName: string): DeadLetters {
  const send = sqsQueue(client, queueName)
  return { send: (letter) => send({ body: JSON.stringify(letter) }) }
}
