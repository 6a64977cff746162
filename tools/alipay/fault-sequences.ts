import type { Draft } from './draft.ts'
import { editAll, readEdit, valueAt } from './edit-body.ts'
import type { Shot } from './faults.ts'
import { freshBody } from './fresh-messages.ts'
import type { Law } from './law.ts'
import { sampleNamed } from './samples.ts'

/** What must be the same in each repeat of a command: docs/backend.md has the fields of every API. */
const keyFields: Readonly<Record<string, string>> = {
  'wallet/pay': 'paymentAmount.value',
  'wallet/refund': 'refundAmount.value',
  'wallet/createOriginalCredit': 'payerAmount.value',
  'wallet/registration': 'merchantInfo.referenceMerchantId',
  'wallet/responseEscalation': 'refundAmount.value',
  'acquirer/pushPayment': 'paymentAmount.value',
  'acquirer/initiateRetrieval': 'paymentRequestId',
  'acquirer/initiateEscalation': 'escalationAmount.value',
}

const inProcess = ['transferResult.resultStatus=U', 'transferResult.resultCode=PROCESSING']

/** What an earlier message about the same thing says, by the sample that comes after it. */
const earlierStates: Readonly<Record<string, readonly string[]>> = {
  'acquirer/authNotify': ['authorizationNotifyType=TOKEN_CREATED'],
  'acquirer/notifyRegistrationStatus': ['registrationResult.registrationStatus=PENDING'],
  'antom/notifyAuthorization.token_canceled': ['authorizationNotifyType=TOKEN_CREATED'],
  'antom/notifyDirectRefund': ['refundStatus=PROCESSING'],
  'antom/notifyDispute.judged': ['disputeNotificationType=DISPUTE_CREATED'],
  'antom/notifyPayment': ['notifyType=PAYMENT_PENDING', 'result.resultCode=PAYMENT_IN_PROCESS'],
  'antom/notifyRefund': ['refundStatus=PROCESSING'],
  'antom/notifyRegistrationStatus': ['registrationResult.registrationStatus=PENDING'],
  'worldfirst/notifyPayment': ['notifyType=PAYMENT_PROCESS'],
  'worldfirst/notifyPayout': inProcess,
  'worldfirst/notifyTransfer': inProcess,
  'worldfirst/notifyTransferResult': inProcess,
}

/** What comes first where the order is lost, what the message is answered then, and the id that both have. */
const earlierCommands: Readonly<
  Record<string, { readonly first: string; readonly id: string; readonly law: Law }>
> = {
  'wallet/pay': { first: 'cancelPayment', id: 'paymentRequestId', law: 'closed' },
  'wallet/createOriginalCredit': {
    first: 'confirmOriginalCredit',
    id: 'originalCreditRequestId',
    law: 'genuine',
  },
  'acquirer/pushPayment': { first: 'inquiryPushPayment', id: 'paymentId', law: 'genuine' },
}

/** A notification is kept beside the first; a command is answered that it is another one. */
export function conflicting(draft: Draft): readonly Shot[] | undefined {
  const { kind } = draft.sample
  const field = keyFields[nameOf(draft)]
  if (kind === 'command' && field === undefined) return undefined
  const other = edited(draft, [field === undefined ? 'memo=other' : `${field}=1${valueIn(draft, field)}`])
  return other && [genuine(draft), { draft: other, law: kind === 'command' ? 'inconsistent' : 'genuine' }]
}

/** Both are taken: what the older one says does not count. */
export function stale(draft: Draft): readonly Shot[] | undefined {
  const earlier = earlierStates[nameOf(draft)]
  const older = earlier && edited(draft, earlier)
  return older && [genuine(draft), genuine(older)]
}

/** A later state before an earlier one, or a command before the one that it follows. */
export function outOfOrder(draft: Draft): readonly Shot[] | undefined {
  if (draft.sample.kind === 'notification') return stale(draft)
  const row = earlierCommands[nameOf(draft)]
  const id = row && valueIn(draft, row.id)
  if (!row || typeof id !== 'string') return undefined
  const sample = sampleNamed(draft.sample.platform, row.first)
  const renamed = (path: string) => path.replace(/[^/?]+(?=\?|$)/, sample.segment)
  const body = Buffer.from(JSON.stringify({ ...freshBody(sample, undefined), [row.id]: id }, null, 2))
  const [uri, target] = [renamed(draft.uri), renamed(draft.target)]
  return [genuine({ ...draft, sample, uri, target, body }), { draft, law: row.law }]
}

function genuine(draft: Draft): Shot {
  return { draft, law: 'genuine' }
}

function nameOf({ sample }: Draft): string {
  return `${sample.platform}/${sample.name}`
}

function valueIn({ body }: Draft, path: string): unknown {
  return valueAt(readJson(body), path)
}

/** Undefined where the body is no JSON. */
function edited(draft: Draft, changes: readonly string[]): Draft | undefined {
  const message = readJson(draft.body)
  if (message === undefined) return undefined
  const { body } = editAll(
    message,
    changes.flatMap((change) => readEdit(change) ?? []),
  )
  return { ...draft, body: Buffer.from(JSON.stringify(body, null, 2)) }
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
