import type { OutgoingCall } from '../../local/outgoing.ts'
import type { AnsweredCall } from '../../local/watcher.ts'
import type { Step } from '../view.ts'
import type { HeldCall } from './calls.ts'
import type { Delivery, Published } from './deliveries.ts'

interface Way {
  readonly call: AnsweredCall
  readonly held: HeldCall
  /** Of the receipt that was made from it. */
  readonly delivery: Delivery | undefined
  readonly events: readonly Published[]
}

const DELIVERED = 'delivered'
const BACKEND = 'called the backend'

/** What a request to AWS is for, by the operation. */
const purposes: Readonly<Record<string, string>> = {
  'secretsmanager.GetSecretValue': 'read the keys',
  'DynamoDB_20120810.PutItem': 'kept',
  'DynamoDB_20120810.GetItem': 'read what is held',
  'DynamoDB_20120810.Query': 'read what is held',
  'DynamoDB_20120810.TransactGetItems': 'read what is held',
  'DynamoDB_20120810.UpdateItem': 'wrote the journal',
  'DynamoDB_20120810.TransactWriteItems': 'wrote the log',
  'AWSEvents.PutEvents': 'published',
  'AmazonSQS.SendMessage': 'had Alipay asked',
}

/** What it means that DynamoDB answered 400: a condition did not hold. */
const refusedWrites: typeof purposes = {
  'DynamoDB_20120810.PutItem': 'found it held already',
  'DynamoDB_20120810.UpdateItem': 'was not granted by the journal',
}

/** In deliver-receipts a put is an entry of the subject's log. */
const purposesOfDelivery: typeof purposes = { ...purposes, 'DynamoDB_20120810.PutItem': 'wrote the log' }

/** Where it is given up. */
const purposesOfGivingUp: typeof purposes = {
  ...purposesOfDelivery,
  'AmazonSQS.SendMessage': 'kept as a dead letter',
}

/** Everything that happened to a message, in the order in which it began. */
export function stepsOf({ call, held, delivery, events }: Way): readonly Step[] {
  return [
    { what: 'received', at: call.at, detail: `${call.body?.length ?? 0} bytes` },
    ...runSteps(call, held),
    { what: 'answered', at: call.answeredAt, detail: String(call.status) },
    ...lateSteps(held),
    ...deliverySteps(delivery),
    ...events.map(({ at }) => ({ what: 'event', at, detail: 'on the bus' })),
  ].sort((one, other) => one.at - other.at)
}

/** To be proved takes no request: it ends where the first request for something else than keys begins, or the run. */
function runSteps({ at }: AnsweredCall, { run, row }: HeldCall): readonly Step[] {
  if (!run) return []
  const { begunAt, endedAt, outgoing } = run
  const isForKeys = ({ operation = '' }: OutgoingCall) => operation.startsWith('secretsmanager.')
  const readUntil = outgoing
    .filter(isForKeys)
    .reduce((last, one) => Math.max(last, one.endedAt ?? 0), begunAt)
  const provedAt = outgoing.find((one) => !isForKeys(one) && one.at >= readUntil)?.at ?? endedAt
  return [
    { what: 'handed to the function', at: begunAt, detail: `after ${begunAt - at} ms` },
    { what: provedBy(row.end), at: readUntil, tookMs: provedAt - readUntil },
    ...outgoing.filter((one) => !isWarming(one, readUntil)).map((one) => outgoingStep(one, purposes)),
  ]
}

/** A new environment opens its connections with writes whose condition cannot hold, while it still reads its keys. */
function isWarming({ operation = '', status, at }: OutgoingCall, keysReadAt: number): boolean {
  return status === 400 && at < keysReadAt && Object.hasOwn(refusedWrites, operation)
}

const unproved: ReadonlySet<string> = new Set([
  'refused',
  'unknown-client',
  'no-keys',
  'wrong-settings',
  'crashed',
])

function provedBy(end: string): string {
  return unproved.has(end) ? 'checked' : 'proved'
}

function outgoingStep(outgoing: OutgoingCall, names: typeof purposes): Step {
  const { operation, at, endedAt, status, error } = outgoing
  const meant = status === 400 ? { ...names, ...refusedWrites } : names
  const said = [operation, status, error, endedAt === undefined && 'no end when the function had its own']
  return {
    what: operation === undefined ? BACKEND : (meant[operation] ?? operation),
    at,
    ...(endedAt !== undefined && { tookMs: endedAt - at }),
    detail: said.filter(Boolean).join(', '),
  }
}

function lateSteps({ late }: HeldCall): readonly Step[] {
  if (!late) return []
  const at = Date.parse(String(late.timestamp))
  return [
    { what: 'ended after its answer', at: Number.isFinite(at) ? at : 0, detail: String(late.disposition) },
  ]
}

function deliverySteps(delivery: Delivery | undefined): readonly Step[] {
  const { begunAt, endedAt, outgoing = [], outcome = '', reason } = delivery ?? {}
  if (begunAt === undefined || endedAt === undefined) return []
  const names = outcome === 'dead-lettered' ? purposesOfGivingUp : purposesOfDelivery
  return [
    ...outgoing.map((one) => outgoingStep(one, names)),
    {
      what: DELIVERED,
      at: begunAt,
      tookMs: endedAt - begunAt,
      detail: [outcome, reason].filter(Boolean).join(': '),
    },
  ]
}
