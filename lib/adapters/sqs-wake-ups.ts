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
        body: JSON.stringify(wake).replace(/[\ufffe\uffff]/g, escaped),
        delaySeconds: Math.min(Math.max(Math.ceil(delayMs / 1000), 0), LONGEST_DELAY_SECONDS),
      }),
  }
}

/** Of all that JSON leaves as it is, a queue takes these two alone not; it would refuse the message for ever. */
function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16)}`
}
