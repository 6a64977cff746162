import { createHash, randomUUID } from 'node:crypto'
import type { LineFile } from '../files.ts'
import type { Operations } from './operation.ts'

/** Appends each message to the file, whichever its queue. */
export function sqs(file: LineFile): Operations {
  return [
    ['AmazonSQS.GetQueueUrl', getQueueUrl],
    ['AmazonSQS.SendMessage', (message: Message) => sendMessage(file, message)],
  ]
}

function getQueueUrl({ QueueName }: { QueueName: string }, host: string) {
  return { QueueUrl: `http://${host}/000000000000/${QueueName}` }
}

interface Message {
  readonly QueueUrl: string
  readonly MessageBody: string
}

function sendMessage(file: LineFile, { QueueUrl, MessageBody }: Message) {
  const messageId = randomUUID()
  const queue = QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1)
  file.append([{ messageId, queue, sentAt: new Date().toISOString(), body: MessageBody }])
  return { MessageId: messageId, MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') }
}
