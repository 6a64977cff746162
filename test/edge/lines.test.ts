import type { SQSRecord } from 'aws-lambda'
import { describe, expect, it, vi } from 'vitest'
import { openKeyStore } from '../../functions/wiring/key-store.ts'
import { deliveryHandler } from '../../lib/edge/delivery-handler.ts'
import { inquiryHandler } from '../../lib/edge/inquiry-handler.ts'
import { type Line, lineFields } from '../../lib/edge/line.ts'
import { antom } from '../../lib/platforms/antom/platform.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { worldfirst } from '../../lib/platforms/worldfirst/platform.ts'
import { paid, payment, work } from '../support/memory/execute-parts.ts'
import { memoryBus, memoryDeadLetters } from '../support/memory/memory-bus.ts'
import { memoryInbox } from '../support/memory/memory-inbox.ts'
import { memoryLog } from '../support/memory/memory-log.ts'
import { payment as announced, paymentIs, tendParts } from '../support/memory/tend-parts.ts'
import { openCommandFunction } from './command-function.ts'
import { openNotificationFunction, recordingObserver } from './notification-function.ts'

const ofRequests = [
  'correlationId',
  'functionRequestId',
  'platform',
  'contract',
  'path',
  'bytes',
  'durationMs',
  'waitedMs',
]

/** The lines about requests that go well, that are refused, and that fail. */
async function linesOfRequests(): Promise<readonly Line[]> {
  const receiver = openNotificationFunction(worldfirst, { keepMs: 3_600_000 })
  const request = receiver.sign('{}')
  const requestContext = { requestId: 'correlation-1' }
  for (const [name] of request.headers) {
    const headers = request.headers.filter(([held]) => held !== name)
    await receiver.post({ ...request, headers }, 4_000, requestContext)
  }
  await receiver.post({ ...request, body: Buffer.from('{"a":1}') }, 4_000, requestContext)
  const failing = openNotificationFunction(antom, { inbox: { put: () => Promise.reject(new Error('gone')) } })
  await failing.post(failing.sign('{}'), 4_000, requestContext)
  return [...receiver.logs, ...failing.logs].map(({ line }) => line)
}

async function linesOfCommands(): Promise<readonly Line[]> {
  const { does, returns } = work()
  const receiver = openCommandFunction(wallet, { does: [does] })
  const answering = receiver.post(receiver.sign('pay', payment))
  await receiver.time.pass(7_300)
  await answering
  returns(paid)
  await receiver.time.pass(0)
  expect(receiver.logs).toHaveLength(2)
  return receiver.logs.map(({ line }) => line)
}

/** Of a receipt that is gone, and of one that there is no time for. */
async function linesOfDelivery(): Promise<readonly Line[]> {
  const { observer, logs } = recordingObserver()
  const deliver = deliveryHandler(
    {
      apisOf: notificationsOf,
      receipts: memoryInbox(),
      log: memoryLog(),
      bus: memoryBus(),
      deadLetters: memoryDeadLetters(),
      clock: () => 0,
    },
    observer,
  )
  const Keys = { pk: { S: 'subject' }, sk: { S: 'receipt#1' } }
  for (const remaining of [30_000, 0]) {
    const context = { awsRequestId: 'invocation-1', getRemainingTimeInMillis: () => remaining }
    await deliver({ Records: [{ dynamodb: { Keys } }] }, context)
  }
  return logs.map(({ line }) => line)
}

/** Of a message that is no announcement, and of one that waits. */
async function linesOfWatches(): Promise<readonly Line[]> {
  const { observer, logs } = recordingObserver()
  const Records = ['', JSON.stringify(announced)].map(
    (body) => ({ messageId: 'message-1', body, attributes: { SentTimestamp: '0' } }) as SQSRecord,
  )
  const handle = inquiryHandler(tendParts({ says: () => paymentIs('PROCESSING') }), observer)
  await handle({ Records }, { awsRequestId: 'invocation-1' })
  return logs.map(({ line }) => line)
}

/** Of a secret that cannot be read: the SDK needs a region. */
async function linesOfSecrets(): Promise<readonly Line[]> {
  const { observer, logs } = recordingObserver()
  vi.stubEnv('AWS_REGION', '')
  await openKeyStore(antom, 'alipay-receiver/dev/antom', observer).current()
  vi.unstubAllEnvs()
  return logs.map(({ line }) => line)
}

const namesIn = (line: Line) =>
  Object.entries(line).flatMap(([name, value]) => (value === undefined ? [] : [name]))

describe('the lines of the log', () => {
  it('all say which request they are about, and how long it took', async () => {
    const lines = [...(await linesOfRequests()), ...(await linesOfCommands())]
    expect(lines.length).toBeGreaterThan(6)
    for (const line of lines) expect(namesIn(line)).toEqual(expect.arrayContaining(ofRequests))
  })

  it('have the fields of the list, and no other', async () => {
    const lines = await Promise.all([
      linesOfRequests(),
      linesOfCommands(),
      linesOfDelivery(),
      linesOfWatches(),
      linesOfSecrets(),
    ])
    expect(new Set(lines.flat().flatMap(namesIn))).toEqual(new Set(lineFields))
  })
})
