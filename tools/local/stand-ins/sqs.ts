import { createHash } from 'node:crypto'
import type { LocalQueue } from '../queues/local-queue.ts'
import { awsError, type Operations } from './operation.ts'

interface Named {
  readonly QueueName: string
}

interface Sent {
  readonly QueueUrl: string
  readonly MessageBody: string
  readonly DelaySeconds?: number
  readonly MessageAttributes?: Readonly<Record<string, { readonly StringValue: string }>>
}

interface Asked {
  readonly QueueUrl: string
  readonly MaxNumberOfMessages?: number
  readonly VisibilityTimeout?: number
  readonly ReceiptHandle?: string
}

/** Serves these queues; a message's handle is its id. */
export function sqs(queues: readonly LocalQueue[]): Operations {
  const named = (name: string) => {
    const found = queues.find((queue) => queue.name === name)
    if (!found) throw awsError('QueueDoesNotExist', 'The specified queue does not exist.')
    return found
  }
  const at = ({ QueueUrl }: Pick<Asked, 'QueueUrl'>) => named(QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1))
  return [
    [
      'AmazonSQS.GetQueueUrl',
      ({ QueueName }: Named, host) => ({ QueueUrl: `http://${host}/000000000000/${named(QueueName).name}` }),
    ],
    ['AmazonSQS.SendMessage', (sent: Sent) => sendMessage(at(sent), sent)],
    ['AmazonSQS.ReceiveMessage', (asked: Asked) => receiveMessages(at(asked), asked)],
    [
      'AmazonSQS.DeleteMessage',
      (asked: Asked) => {
        at(asked).remove([asked.ReceiptHandle ?? ''])
        return {}
      },
    ],
    [
      'AmazonSQS.ChangeMessageVisibility',
      (asked: Asked) => {
        at(asked).hide(asked.ReceiptHandle ?? '', asked.VisibilityTimeout ?? 0)
        return {}
      },
    ],
  ]
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const LONGEST_DELAY_SECONDS = 900

function sendMessage(queue: LocalQueue, { MessageBody, DelaySeconds, MessageAttributes }: Sent) {
  if (DelaySeconds !== undefined && !(DelaySeconds >= 0 && DelaySeconds <= LONGEST_DELAY_SECONDS)) {
    throw awsError('InvalidParameterValue', `DelaySeconds must be from 0 to ${LONGEST_DELAY_SECONDS}.`)
  }
  const texts = Object.entries(MessageAttributes ?? {}).map(([name, { StringValue }]) => [name, StringValue])
  const attributes = texts.length > 0 ? Object.fromEntries(texts) : undefined
  return {
    MessageId: queue.send(MessageBody, DelaySeconds, attributes),
    MD5OfMessageBody: md5(MessageBody),
  }
}

function receiveMessages(queue: LocalQueue, { MaxNumberOfMessages = 1, VisibilityTimeout }: Asked) {
  const received = queue.receive(MaxNumberOfMessages, VisibilityTimeout)
  const Messages = received.map(({ messageId, body, attributes = {} }) => ({
    MessageId: messageId,
    ReceiptHandle: messageId,
    Body: body,
    MD5OfBody: md5(body),
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, text]) => [name, { DataType: 'String', StringValue: text }]),
    ),
  }))
  return { Messages }
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}
