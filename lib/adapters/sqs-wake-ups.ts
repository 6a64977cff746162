import type { SQSClient } from '@aws-sdk/client-sqs'
import type { WakeUps } from '../inquiries/ports.ts'
import { sqsQueue } from './sqs-queue.ts'

/** SQS's own longest delay: whoever wants a later one is woken early, and sees that it is. */
const LONGEST_DELAY_SECONDS = 900

/** Wake-ups in the queue of this name, each message a wake as JSON, with a delay of its own: whole seconds, rounded up. */
export function sqsWakeUps(client: SQSClient, queueName: string): WakeUps {
  const send = sqsQueue(client, queueName)
  return {
    send: (wake, delayMs) =>
      send({
        body: JSON.stringify(wake),
        delaySeconds: Math.min(Math.max(Math.ceil(delayMs / 1000), 0), LONGEST_DELAY_SECONDS),
      }),
  }
}
