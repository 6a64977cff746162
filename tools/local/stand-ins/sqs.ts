import { createHash, randomUUID } from 'node:crypto'
import type { EditableLines } from '../files.ts'
import type { Operations } from './operation.ts'

/** Keeps the messages in the file, a line each. */
export function sqs(file: EditableLines): Operations {
  const hiddenUntil = new Map<string, number>()
  return [
    ['AmazonSQS.GetQueueUrl', getQueueUrl],
    ['AmazonSQS.SendMessage', (message: Message) => sendMessage(file, message)],
    ['AmazonSQS.ReceiveMessage', (asked: Receipt) => receiveMessages(file, hiddenUntil, asked)],
    ['AmazonSQS.DeleteMessage', (asked: Receipt) => deleteMessage(file, asked)],
    ['AmazonSQS.ChangeMessageVisibility', (asked: Receipt) => hide(hiddenUntil, asked)],
  ]
}

function getQueueUrl({ QueueName }: { QueueName: string }, host: string) {
  return { QueueUrl: `http://${host}/000000000000/${QueueName}` }
}

interface Message {
  readonly QueueUrl: string
  readonly MessageBody: string
}

function sendMessage(file: EditableLines, { QueueUrl, MessageBody }: Message) {
  const messageId = randomUUID()
  const queue = queueOf(QueueUrl)
  file.append([{ messageId, queue, sentAt: new Date().toISOString(), body: MessageBody }])
  return { MessageId: messageId, MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') }
}

interface Receipt {
  readonly QueueUrl: string
  readonly MaxNumberOfMessages?: number
  readonly VisibilityTimeout?: number
  readonly ReceiptHandle?: string
}

interface Kept {
  readonly messageId: string
  readonly queue: string
  readonly body: string
}

/** A message that is received is hidden for a while; the handle to delete it is its id. */
function receiveMessages(file: EditableLines, hiddenUntil: Map<string, number>, asked: Receipt) {
  const { QueueUrl, MaxNumberOfMessages = 1, VisibilityTimeout = 30 } = asked
  const now = Date.now()
  const visible = (file.values() as Kept[]).filter(
    ({ queue, messageId }) => queue === queueOf(QueueUrl) && (hiddenUntil.get(messageId) ?? 0) <= now,
  )
  const received = visible.slice(0, MaxNumberOfMessages)
  for (const { messageId } of received) hide(hiddenUntil, { ReceiptHandle: messageId, VisibilityTimeout })
  return {
    Messages: received.map(({ messageId, body }) => ({
      MessageId: messageId,
      ReceiptHandle: messageId,
      Body: body,
      MD5OfBody: createHash('md5').update(body).digest('hex'),
    })),
  }
}

function hide(
  hiddenUntil: Map<string, number>,
  { ReceiptHandle = '', VisibilityTimeout = 0 }: Pick<Receipt, 'ReceiptHandle' | 'VisibilityTimeout'>,
) {
  hiddenUntil.set(ReceiptHandle, Date.now() + VisibilityTimeout * 1000)
  return {}
}

function deleteMessage(file: EditableLines, { ReceiptHandle }: Receipt) {
  file.replace((file.values() as Kept[]).filter(({ messageId }) => messageId !== ReceiptHandle))
  return {}
}

function queueOf(queueUrl: string): string {
  return queueUrl.slice(queueUrl.lastIndexOf('/') + 1)
}
