import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sqsDeadLetters } from '../../lib/adapters/sqs-dead-letters.ts'
import { createSQSClient } from '../../lib/adapters/sqs-queue.ts'
import type { DeadLetters } from '../../lib/notifications/bus.ts'
import { type AwsCall, refuse, reply, startAwsStandIn } from '../support/stack/aws-stand-in.ts'

const access = { region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }
const letter = { subjectKey: 'antom#C#payment#p1', receiptKey: 'receipt#notifyPayment#p1', reason: 'no row' }

/** What the queue `letters` is asked while the work runs; it refuses the first call of the operation named. */
async function callsOf(work: (queue: DeadLetters) => Promise<unknown>, refused = ''): Promise<AwsCall[]> {
  let refusing = refused
  await using service = await startAwsStandIn(({ operation, input }, response) => {
    if (operation === refusing) {
      refusing = ''
      refuse(response, 400, 'AccessDeniedException')
    } else if ('QueueName' in input) {
      reply(response, 200, { QueueUrl: `http://${response.req.headers.host}/000000000000/letters` })
    } else {
      const MD5OfMessageBody = createHash('md5').update(String(input.MessageBody)).digest('hex')
      reply(response, 200, { MessageId: '1', MD5OfMessageBody })
    }
  })
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', service.url)
  const client = createSQSClient(access)
  await work(sqsDeadLetters(client, 'letters'))
  client.destroy()
  return service.calls
}

const operations = (calls: readonly AwsCall[]) => calls.map(({ operation }) => operation)

afterEach(() => vi.unstubAllEnvs())

describe('sqsDeadLetters', () => {
  it('finds the queue by its name and sends the letter as JSON', async () => {
    const [find, send] = await callsOf((queue) => queue.send(letter))
    expect(find).toEqual({ operation: 'AmazonSQS.GetQueueUrl', input: { QueueName: 'letters' } })
    expect(send).toMatchObject({
      operation: 'AmazonSQS.SendMessage',
      input: { QueueUrl: expect.stringMatching(/\/000000000000\/letters$/) },
    })
    expect(JSON.parse(String(send?.input.MessageBody))).toEqual(letter)
  })

  it('finds the queue once, also for letters that are sent at once', async () => {
    const calls = await callsOf(async (queue) => {
      await Promise.all([queue.send(letter), queue.send(letter)])
      await queue.send(letter)
    })
    expect(operations(calls)).toEqual(['AmazonSQS.GetQueueUrl', ...Array(3).fill('AmazonSQS.SendMessage')])
  })

  it('throws where the queue is not found, and looks for it again', async () => {
    const calls = await callsOf(async (queue) => {
      await expect(queue.send(letter)).rejects.toThrow('as the test wants')
      await queue.send(letter)
    }, 'AmazonSQS.GetQueueUrl')
    expect(operations(calls)).toEqual([
      'AmazonSQS.GetQueueUrl',
      'AmazonSQS.GetQueueUrl',
      'AmazonSQS.SendMessage',
    ])
  })

  it('throws where the queue does not take the letter', async () => {
    await callsOf(async (queue) => {
      await expect(queue.send(letter)).rejects.toThrow('as the test wants')
    }, 'AmazonSQS.SendMessage')
  })
})
