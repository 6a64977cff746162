import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs'
import type { ReceiptKey } from '../../../lib/notifications/receipt.ts'
import type { Range } from '../which.ts'
import type { Connections } from './connections.ts'

/** Long enough to work through the queue; what is left in it is shown again at the end. */
const HIDDEN_SECONDS = 600
const MARGIN_MS = 60_000

/** A receipt that deliver-receipts gave up, or a batch that Lambda gave up after 23 hours (its times, no keys). */
export type Letter =
  | { readonly key: ReceiptKey; readonly reason: string }
  | { readonly range: Range }
  | { readonly unknown: string }

export interface Message {
  readonly handle: string
  readonly letter: Letter
}

/** The dead-letter queue; rejects where there is none. */
export async function openQueue({ sqs, deadLetters }: Connections) {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: deadLetters }))

  async function receive(): Promise<readonly Message[]> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: HIDDEN_SECONDS,
        // Without waiting, SQS asks some of its servers only and may find nothing.
        WaitTimeSeconds: 2,
      }),
    )
    return Messages.map(({ Body = '', ReceiptHandle = '' }) => ({
      handle: ReceiptHandle,
      letter: readLetter(Body),
    }))
  }

  return {
    async receiveAll(): Promise<readonly Message[]> {
      const messages: Message[] = []
      for (let some = await receive(); some.length > 0; some = await receive()) messages.push(...some)
      return messages
    },
    remove: ({ handle }: Message) => sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: handle })),
    async showAgain(messages: readonly Message[]): Promise<void> {
      for (const { handle } of messages) {
        await sqs.send(
          new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: handle, VisibilityTimeout: 0 }),
        )
      }
    },
  }
}

interface Body extends ReceiptKey {
  readonly reason: string
  readonly DDBStreamBatchInfo?: {
    readonly approximateArrivalOfFirstRecord: string
    readonly approximateArrivalOfLastRecord: string
  }
}

/** What is no letter of ours or of Lambda's is listed, and left where it is. */
function readLetter(text: string): Letter {
  try {
    const { subjectKey, receiptKey, reason, DDBStreamBatchInfo: batch }: Body = JSON.parse(text)
    if (!batch) return receiptKey ? { key: { subjectKey, receiptKey }, reason } : { unknown: text }
    const since = Date.parse(batch.approximateArrivalOfFirstRecord) - MARGIN_MS
    return { range: { since, until: Date.parse(batch.approximateArrivalOfLastRecord) + MARGIN_MS } }
  } catch {
    return { unknown: text }
  }
}
