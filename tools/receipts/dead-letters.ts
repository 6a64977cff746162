import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs'
import { deliver } from '../../lib/notifications/deliver.ts'
import type { ReceiptKey } from '../../lib/notifications/receipt.ts'
import type { Range } from './arguments.ts'
import type { Workplace } from './place.ts'
import { redeliver } from './redeliver.ts'

/** Long enough to work through the queue; what is left in it is shown again at the end. */
const HIDDEN_SECONDS = 600
const MARGIN_MS = 60_000

/** A receipt that deliver-receipts gave up, or a batch that Lambda gave up after 23 hours (its times, no keys). */
type Letter =
  | { readonly key: ReceiptKey; readonly reason: string }
  | { readonly range: Range }
  | { readonly unknown: string }

interface Message {
  readonly handle: string
  readonly letter: Letter
}

export async function listDeadLetters(place: Workplace): Promise<number> {
  const queue = await queueOf(place)
  const messages = await queue.receiveAll()
  for (const { letter } of messages) console.log(lineOf(letter))
  await queue.showAgain(messages)
  console.log(`${messages.length} dead letters`)
  return 0
}

/** Delivers each and takes it from the queue; the number that stays there because it failed again. */
export async function redrive(place: Workplace): Promise<number> {
  const queue = await queueOf(place)
  const left: Message[] = []
  for (const message of await queue.receiveAll()) {
    if ((await redriveLetter(place, message.letter)) > 0) left.push(message)
    else await queue.remove(message)
  }
  await queue.showAgain(left)
  console.log(
    left.length === 0 ? 'the dead-letter queue is empty' : `${left.length} dead letters stay in the queue`,
  )
  return left.length
}

async function deliverOne({ desk }: Workplace, key: ReceiptKey): Promise<number> {
  // Whatever cannot be delivered stays in the queue as it is, instead of being sent there once more.
  const [delivery] = await deliver([key], {
    ...desk,
    deadLetters: { send: ({ reason }) => Promise.reject(new Error(reason)) },
  })
  console.log(
    `${delivery?.outcome}  ${key.subjectKey}  ${key.receiptKey}${delivery?.reason ? `  (${delivery.reason})` : ''}`,
  )
  return delivery?.outcome === 'failed' ? 1 : 0
}

async function queueOf({ sqs, deadLetters }: Workplace) {
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

function lineOf(letter: Letter): string {
  if ('unknown' in letter) return `not a dead letter: ${letter.unknown.slice(0, 100)}`
  if ('key' in letter) return `${letter.key.subjectKey}  ${letter.key.receiptKey}  (${letter.reason})`
  return `what came from ${time(letter.range.since)} to ${time(letter.range.until)}  (given up by the stream)`
}

async function redriveLetter(place: Workplace, letter: Letter): Promise<number> {
  if ('unknown' in letter) return 1
  return 'key' in letter ? deliverOne(place, letter.key) : redeliver(place, letter.range)
}

function time(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
