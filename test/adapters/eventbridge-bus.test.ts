import { afterEach, describe, expect, it, vi } from 'vitest'
import { createEventBridgeClient, eventBridgeBus } from '../../lib/adapters/eventbridge-bus.ts'
import type { NotificationEvent } from '../../lib/notifications/event.ts'
import { noon } from '../support/request/verified-request.ts'
import { type Answer, refuse, reply, startAwsStandIn } from '../support/stack/aws-stand-in.ts'

const access = { region: 'eu-central-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }

const eventOf = (subjectKey: string): NotificationEvent => ({
  source: 'alipay.antom',
  detailType: 'notifyPayment',
  time: noon + 5,
  detail: `{"id":"${subjectKey}"}`,
  subjectKey,
})

async function publish(answer: Answer, ...subjects: string[]) {
  await using service = await startAwsStandIn(answer)
  vi.stubEnv('AWS_ENDPOINT_URL_EVENTBRIDGE', service.url)
  const client = createEventBridgeClient(access)
  try {
    const outcomes = await eventBridgeBus(client, 'receipts-bus').publish(subjects.map(eventOf))
    return { outcomes, calls: service.calls }
  } finally {
    client.destroy()
  }
}

afterEach(() => vi.unstubAllEnvs())

describe('eventBridgeBus', () => {
  it('puts the events of a call with the fields of an entry, in order', async () => {
    const { outcomes, calls } = await publish(
      (_, response) =>
        reply(response, 200, { FailedEntryCount: 0, Entries: [{ EventId: '1' }, { EventId: '2' }] }),
      'p1',
      'p2',
    )
    expect(outcomes).toEqual(['published', 'published'])
    expect(calls).toEqual([
      {
        operation: 'AWSEvents.PutEvents',
        input: {
          Entries: ['p1', 'p2'].map((id) => ({
            EventBusName: 'receipts-bus',
            Source: 'alipay.antom',
            DetailType: 'notifyPayment',
            Time: (noon + 5) / 1000,
            Detail: `{"id":"${id}"}`,
          })),
        },
      },
    ])
  })

  it('tells what became of each entry: a fault of the event itself is impossible, any other may pass', async () => {
    const codes = [
      'MalformedDetail',
      'InvalidArgument',
      'InternalFailure',
      'ThrottlingException',
      'AccessDeniedException',
      'NotAuthorizedForSourceException',
      'constructor',
    ]
    const { outcomes } = await publish(
      (_, response) =>
        reply(response, 200, {
          FailedEntryCount: codes.length,
          Entries: [{ EventId: '1' }, ...codes.map((ErrorCode) => ({ ErrorCode })), {}],
        }),
      ...Array.from({ length: 10 }, (_, index) => `${index}`),
    )
    expect(outcomes).toEqual([
      'published',
      'impossible',
      'impossible',
      'failed',
      'failed',
      'failed',
      'failed',
      'failed',
      'failed',
      'failed',
    ])
  })

  it('takes an answer without entries for a failure', async () => {
    expect((await publish((_, response) => reply(response, 200, {}), 'p1')).outcomes).toEqual(['failed'])
  })

  it.each([
    [400, 'ValidationException'],
    [413, 'RequestEntityTooLarge'],
  ])('says so where the call is refused for what it holds: %s %s', async (status, type) => {
    const { outcomes, calls } = await publish((_, response) => refuse(response, status, type), 'p1', 'p2')
    expect(outcomes).toBe('refused')
    expect(calls).toHaveLength(1)
  })

  it.each([
    [400, 'ResourceNotFoundException'],
    [400, 'AccessDeniedException'],
    [400, 'ThrottlingException'],
    [400, 'ExpiredTokenException'],
    [403, 'UnrecognizedClientException'],
    [500, 'InternalException'],
    [503, 'ServiceUnavailable'],
  ])('throws where the whole call fails for another reason: %s %s', async (status, type) => {
    await expect(publish((_, response) => refuse(response, status, type), 'p1')).rejects.toThrow(
      'as the test wants',
    )
  })

  it('takes a 413 without a word for a refusal, as EventBridge sends it', async () => {
    expect((await publish((_, response) => response.writeHead(413).end(), 'p1')).outcomes).toBe('refused')
  })

  it('asks again after a failure of the service', async () => {
    let attempts = 0
    const { outcomes, calls } = await publish((_, response) => {
      if (++attempts < 3) refuse(response, 500, 'InternalException')
      else reply(response, 200, { Entries: [{ EventId: '1' }] })
    }, 'p1')
    expect(outcomes).toEqual(['published'])
    expect(calls).toHaveLength(3)
  })
})
