import { decryptBody } from '../protocol/decrypt-body.ts'
import type { Platform } from '../protocol/platform.ts'
import type { PublicPaths, VerifiedRequest } from '../protocol/request.ts'
import { expiryOf, remarksOnTime, type TimeRemark } from '../protocol/request-time.ts'
import type { Result } from '../protocol/result.ts'
import { type Acceptance, accept } from './accept.ts'
import type { Inbox } from './inbox.ts'
import { receiptKeyOf } from './name-message.ts'
import type { NotificationApi } from './notification-api.ts'
import { type Receipt, UNRECOGNISED } from './receipt.ts'
import { type Recognition, recognise } from './recognise.ts'

/** What the engine is made from; all times in milliseconds. */
export interface ReceiveParts {
  readonly platform: Platform
  readonly apis: readonly NotificationApi[]
  readonly inbox: Inbox
  readonly publicPaths: PublicPaths
  /** How long receipts are kept; 0 for ever. Must exceed `maxAgeMs`. */
  readonly retentionMs: number
  readonly maxAgeMs: number
  readonly maxSkewMs: number
  readonly newReceiptId: () => string
}

export type NotificationDisposition = Acceptance | 'unrecognised' | 'wrong-url' | 'too-old'

/** What became of one notification. */
export interface Reception {
  readonly disposition: NotificationDisposition
  /** The row's name, or `unrecognised`: a closed list, fit for a metric. */
  readonly api: string
  readonly answer: Result
  /** What is odd about a message that is kept all the same. */
  readonly remarks: readonly TimeRemark[]
  /** For the log: where the message is kept, and why it is not understood. */
  readonly subject?: string
  readonly misunderstood?: Receipt['misunderstood']
}

/**
 * Acts on one genuine notification: recognise, store once, choose the answer. Where that is S, the message is held
 * durably. Throws where the store fails: the sender must be asked to send again.
 */
export async function receive(
  verified: VerifiedRequest,
  parts: ReceiveParts,
  now: number,
): Promise<Reception> {
  const { platform, apis, inbox } = parts
  const sentAt = verified.requestTime.epochMs
  const declined = { api: UNRECOGNISED, answer: platform.answers.sendAgain, remarks: [] }
  if (sentAt !== undefined && now - sentAt > parts.maxAgeMs) return { ...declined, disposition: 'too-old' }

  const decrypted = decryptedBodyOf(verified)
  const recognition = recognise({ ...verified, decrypted }, apis, parts.publicPaths.paths)
  if (recognition.kind === 'wrong-url') return { ...declined, disposition: 'wrong-url' }

  const receipt = receiptOf(verified, decrypted, recognition, parts)
  const volatileFields = recognition.kind === 'recognised' ? (recognition.api.volatileFields ?? []) : []
  const acceptance = await accept(receipt, volatileFields, inbox)
  return {
    disposition: acceptance === 'accepted' && receipt.misunderstood ? 'unrecognised' : acceptance,
    api: receipt.api,
    answer: platform.answers.acknowledged,
    remarks: remarksOnTime(sentAt, now, parts.maxSkewMs),
    subject: receipt.subject,
    misunderstood: receipt.misunderstood,
  }
}

function receiptOf(
  verified: VerifiedRequest,
  decrypted: Buffer | undefined,
  recognition: Exclude<Recognition, { kind: 'wrong-url' }>,
  { platform, retentionMs, newReceiptId }: ReceiveParts,
): Receipt {
  const { clientId } = verified.client
  return {
    ...receiptKeyOf(platform.name, clientId, recognition.naming),
    ...recognition.naming,
    receiptId: newReceiptId(),
    platform: platform.name,
    clientId,
    conflicting: false,
    receivedAt: verified.receivedAt,
    uri: verified.uri,
    keyVersion: verified.keyVersion,
    proof: verified.proof,
    body: verified.body,
    ...(recognition.kind === 'unrecognised'
      ? { misunderstood: recognition.why }
      : decrypted && { decrypted }),
    expires: expiryOf(verified.requestTime, verified.receivedAt, retentionMs),
  }
}

/** Undefined where it came in the clear, cannot be decrypted, or the client has not opted in. */
function decryptedBodyOf({ client, proof, body }: VerifiedRequest): Buffer | undefined {
  return proof.encrypt === undefined ? undefined : decryptBody(proof.encrypt, body, client.decrypting)
}
