import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSQSClient } from '../../lib/adapters/sqs-queue.ts'
import { sqsRefusedWatches } from '../../lib/adapters/sqs-refused-watches.ts'
import { sqsWakeUps } from '../../lib/adapters/sqs-wake-ups.ts'
import type { Wake } from '../../lib/inquiries/announcement.ts'
import { refuse, reply, startAwsStandIn } from '../support/stack/aws-stand-in.ts'

const access = { region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }
const wake: Wake = { platform: 'antom', clientId: 'C', kind: 'payment', id: 'p1', step: 2 }

/** What is sent to the queue `watches` while the work runs; with `refusing` it takes nothing. */
async function sentBy(
  work: (client: ReturnType<typeof createSQSClient>) => Promise<unknown>,
  refusing = false,
) {
  await using service = await startAwsStandIn(({ input }, response) => {
    if ('QueueName' in input)
      reply(response, 200, { QueueUrl: `http://${response.req.headers.host}/000000000000/watches` })
    else if (refusing) refuse(response, 400, 'AccessDeniedException')
    else {
      const { MessageBody } = input
      const MD5OfMessageBody = createHash('md5').update(String(MessageBody)).digest('hex')
      reply(response, 200, { MessageId: '1', MD5OfMessageBody })
    }
  })
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', service.url)
  const client = createSQSClient(access)
  await work(client)
  client.destroy()
  return service.calls.flatMap(({ operation, input }) => (operation.endsWith('.SendMessage') ? [input] : []))
}

afterEach(() => vi.unstubAllEnvs())

describe('sqsWakeUps', () => {
  it('sends the wake as JSON', async () => {
    const [message] = await sentBy((client) => sqsWakeUps(client, 'watches').send(wake, 3_000))
    expect(JSON.parse(String(message?.MessageBody))).toEqual(wake)
  })

  it('sends no character that a queue refuses', async () => {
    const odd = { ...wake, id: 'p\ufffe\uffff\u0000\u001f"\\' }
    const [message] = await sentBy((client) => sqsWakeUps(client, 'watches').send(odd, 0))
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
    expect(String(message?.MessageBody)).toMatch(/^[\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]+$/u)
    expect(JSON.parse(String(message?.MessageBody))).toEqual(odd)
  })

  it.each([
    [0, 0],
    [-5, 0],
    [1, 1],
    [3_000, 3],
    [3_001, 4],
    [900_000, 900],
    [900_001, 900],
    [86_400_000, 900],
  ])(
    'delays one of %i ms by %i seconds, also where the queue has a delay of its own',
    async (ms, seconds) => {
      const [message] = await sentBy((client) => sqsWakeUps(client, 'watches').send(wake, ms))
      expect(message?.DelaySeconds).toBe(seconds)
    },
  )

  it('throws where the queue does not take it', async () => {
    await sentBy(
      (client) => expect(sqsWakeUps(client, 'watches').send(wake, 0)).rejects.toThrow('as the test wants'),
      true,
    )
  })
})

describe('sqsRefusedWatches', () => {
  const refusedAs = async (message: string) =>
    (await sentBy((client) => sqsRefusedWatches(client, 'dead').send(message, 'is not JSON')))[0]

  it('keeps a message as it came, with the reason beside it, and without a delay of its own', async () => {
    const sent = await refusedAs('{"platform": "antom", ')
    expect(sent).toMatchObject({
      MessageBody: '{"platform": "antom", ',
      MessageAttributes: { reason: { DataType: 'String', StringValue: 'is not JSON' } },
    })
    expect(sent).not.toHaveProperty('DelaySeconds')
  })

  it('keeps the first 50,000 characters of a longer one, and no half of a character', async () => {
    const sent = await refusedAs(`${'x'.repeat(49_999)}😀${'y'.repeat(200_000)}`)
    expect(sent?.MessageBody).toBe(`${'x'.repeat(49_999)}\ufffd`)
  })

  it('throws where the queue does not take it', async () => {
    await sentBy(
      (client) =>
        expect(sqsRefusedWatches(client, 'dead').send('x', 'y')).rejects.toThrow('as the test wants'),
      true,
    )
  })
})
