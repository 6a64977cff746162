import type { SQSClient } from '@aws-sdk/client-sqs'
import type { RefusedWatches } from '../inquiries/ports.ts'
import { sqsQueue } from './sqs-queue.ts'

/** Of a message that is kept: no announcement comes near it, and a queue takes no message that is longer than it is. */
const KEPT_CHARACTERS = 50_000

/** Refused messages in the queue of this name, as they came but for what is over 50,000 characters, with a `reason`. */
export function sqsRefusedWatches(client: SQSClient, queueName: string): RefusedWatches {
  const send = sqsQueue(client, queueName)
  return {
    send: (message, reason) =>
      send({
        // A cut may leave half a character, which the queue would not take; nor does it take an empty message.
        body: message.slice(0, KEPT_CHARACTERS).toWellFormed() || ' ',
        attributes: { reason: { DataType: 'String', StringValue: reason } },
      }),
  }
}
