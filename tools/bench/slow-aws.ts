import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { toItem } from '../../lib/adapters/receipt-item.ts'
import { readJsonObject } from '../../lib/content/json.ts'
import { nameMessage, receiptKeyOf } from '../../lib/notifications/name-message.ts'
import type { Receipt } from '../../lib/notifications/receipt.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { freshNotification } from '../alipay/fresh-messages.ts'
import { HOST, listen } from '../loopback/ports.ts'

/** What a request takes, in milliseconds, as within a region. */
export const LATENCY_MS = { DynamoDB: 5, EventBridge: 25 }

const CLIENT = 'BENCH_CLIENT'

/** The key of the receipt of a payment that nobody else tells of. */
export function keyOf(run: string) {
  return receiptKeyOf('antom', CLIENT, messageOf(run).naming)
}

function messageOf(run: string) {
  const row = notificationsOf('antom').find(({ name }) => name === 'notifyPayment')
  const body = Buffer.from(freshNotification('antom', run))
  const content = readJsonObject(body)
  if (!row || !content.ok) throw new Error('the sample of antom is not as it was')
  return { body, naming: nameMessage(row, content.value) }
}

/** As DynamoDB's JSON has it: bytes are base64. */
function itemOf(run: string): object {
  const { body, naming } = messageOf(run)
  const receipt: Receipt = {
    ...receiptKeyOf('antom', CLIENT, naming),
    ...naming,
    receiptId: `receipt-${run}`,
    platform: 'antom',
    clientId: CLIENT,
    conflicting: false,
    receivedAt: 1_763_633_732_000,
    uri: '/antom/notify',
    keyVersion: '1',
    proof: { 'client-id': CLIENT },
    body,
    expires: undefined,
  }
  return { ...toItem(receipt), body: { B: body.toString('base64') } }
}

/** Forked: a DynamoDB that holds every receipt, each the first of its subject, and an EventBridge that takes every event. */
function serve() {
  const server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target'])
    const input = JSON.parse(await text(request))
    await wait(target.startsWith('DynamoDB') ? LATENCY_MS.DynamoDB : LATENCY_MS.EventBridge)
    response.setHeader('content-type', 'application/x-amz-json-1.0')
    response.end(JSON.stringify(answerTo(target.split('.')[1], input)))
  })
  return listen(server, 0)
}

function answerTo(operation: string | undefined, input: { Key?: { pk: { S: string } }; Entries?: [] }) {
  if (operation === 'GetItem') return { Item: itemOf(/run-\d+/.exec(input.Key?.pk.S ?? '')?.[0] ?? '') }
  if (operation === 'PutEvents') {
    return {
      FailedEntryCount: 0,
      Entries: (input.Entries ?? []).map((_, index) => ({ EventId: `${index}` })),
    }
  }
  return operation === 'Query' ? { Items: [], Count: 0 } : {}
}

if (import.meta.main) {
  process.once('disconnect', () => process.exit())
  process.send?.(`http://${HOST}:${await serve()}`)
}
