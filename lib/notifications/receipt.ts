import { digestOf } from '../content/digest.ts'
import type { FieldPath } from '../content/fields.ts'
import type { Unreadable } from '../content/json.ts'
import type { PlatformName } from '../protocol/platform.ts'
import { readRequestTime } from '../protocol/request-time.ts'

/** Where a receipt stands. Both texts hold business ids in the clear, but no secret. */
export interface ReceiptKey {
  /** Partition key: platform, client and subject, so that one business object is one partition. */
  readonly subjectKey: string
  /** Sort key: `receipt#<api>#<identity>`, and `#conflict#<digest>` for other content under a held identity. */
  readonly receiptKey: string
}

/** Why a genuine message is not understood. */
type Misunderstanding = Unreadable | 'no-api' | 'schema'

/** A fact, written once and never changed: this verified message came. */
export interface Receipt extends ReceiptKey {
  /** Random: by it a write of ours whose answer was lost is known from another's. */
  readonly receiptId: string
  readonly platform: PlatformName
  readonly clientId: string
  /** The row's name, or `unrecognised`. */
  readonly api: string
  readonly subject: string
  readonly identity: string
  readonly conflicting: boolean
  /** Set where the message is not understood: what failed, and where in the schema. */
  readonly misunderstood?: { readonly because: Misunderstanding; readonly at?: string }
  /** Epoch milliseconds. */
  readonly receivedAt: number
  /** The signed path, the version of the key that verified, and the headers that prove the body. */
  readonly uri: string
  readonly keyVersion: string
  readonly proof: Readonly<Record<string, string>>
  /** The verified bytes, never written anew; empty once erased. */
  readonly body: Buffer
  /** What they say, where they were encrypted, the client has opted in to that, and a row understands it. */
  readonly decrypted?: Buffer
  /** Of the answer to an inquiry: the number of the subject's last entry when it was asked, 0 where there was none. */
  readonly askedAfter?: number
  /** Set where an operator had it accepted after it had been refused: who. */
  readonly acceptedBy?: string
  /** Set where an operator erased what the message says: when, and the digest by which a repeat is still one. */
  readonly erased?: { readonly at: string; readonly digest: string }
  /** Epoch seconds, for DynamoDB's TTL; undefined for a receipt that is kept for ever. */
  readonly expires: number | undefined
}

/** The content of the message, by which it is recognised, digested and delivered. */
export function contentOf({ body, decrypted = body }: Receipt): Buffer {
  return decrypted
}

/** Two receipts with one digest say the same; what was erased keeps the one that it had. */
export function digestOfReceipt(receipt: Receipt, volatileFields: readonly FieldPath[]): string {
  return receipt.erased?.digest ?? digestOf(contentOf(receipt), volatileFields)
}

/**
 * When the message was sent, by its sender's signed time, in epoch milliseconds; when it came, where that is earlier: a
 * clock that is ahead must not put what comes next into the past. Undefined for a time that does not parse.
 */
export function saidAtOf({ proof, receivedAt }: Receipt): number | undefined {
  const time = readRequestTime(proof['request-time'] ?? proof['response-time'] ?? '')?.epochMs
  return time === undefined ? undefined : Math.min(time, receivedAt)
}

export const UNRECOGNISED = 'unrecognised'
