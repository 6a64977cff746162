import type { Command } from '../../../lib/commands/backend.ts'

/** What a partner's system is like. */
export interface BackendTraits {
  /** It keeps the contract of lib/commands/backend.ts; else it remembers nothing, and acts on every call. */
  readonly remembers: boolean
  /** The APIs that it answers F to, by its business. */
  readonly refuses: readonly string[]
}

/** What a partner's system gives: an outcome of any row. */
export interface Given {
  readonly result: { readonly resultStatus: 'S' | 'F' | 'U'; readonly resultCode: string }
  readonly [id: string]: unknown
}

/** What became of the money of one payment or refund. */
export interface Account {
  readonly moved: number
  readonly movedBack: number
  readonly isCancelled: boolean
  /** How often it was asked for what is no repeat: to move the money, and to cancel that. */
  readonly asked: { readonly act: number; readonly cancel: number }
}

export interface ModelBackend {
  readonly remembers: boolean
  /** What a call comes to there, in one step. */
  take(command: Command): Given
  account(id: string): Account
  /** The one outcome of a key; undefined where it was never called, or does not remember. */
  outcomeOf(idempotencyKey: string): Given | undefined
  /** Everything that decides what it will do. */
  state(): unknown
}

export const undecided: Given = { result: { resultStatus: 'U', resultCode: 'UNKNOWN_EXCEPTION' } }
/** No outcome: a proxy may say so in its place, while it is still at it. */
export const malformed: Given = { result: { resultStatus: 'S', resultCode: 'ACCEPTED' } }
const success: Given = { result: { resultStatus: 'S', resultCode: 'SUCCESS' } }
const untouched: Account = { moved: 0, movedBack: 0, isCancelled: false, asked: { act: 0, cancel: 0 } }

/** A partner's system in memory. It looks at no deadline: what reaches it late is done late. */
export function modelBackend({ remembers, refuses }: BackendTraits): ModelBackend {
  const accounts = new Map<string, Account>()
  const outcomes = new Map<string, Given>()
  const account = (id: string) => accounts.get(id) ?? untouched

  function act(id: string, api: string): Given {
    const own = account(id)
    const asked = { ...own.asked, act: own.asked.act + 1 }
    accounts.set(id, { ...own, asked })
    if (remembers && own.isCancelled) return refusal('RISK_REJECT')
    if (refuses.includes(api)) return refusal('USER_BALANCE_NOT_ENOUGH')
    accounts.set(id, { ...own, asked, moved: own.moved + 1 })
    return { ...success, paymentId: `${id}-${asked.act}`, refundId: `${id}-${asked.act}` }
  }

  function cancel(id: string, api: string): Given {
    const own = account(id)
    const asked = { ...own.asked, cancel: own.asked.cancel + 1 }
    accounts.set(id, { ...own, asked })
    if (refuses.includes(api)) return refusal('CANCEL_NOT_ALLOWED')
    accounts.set(id, { ...own, asked, movedBack: own.moved, isCancelled: true })
    return success
  }

  return {
    remembers,
    account,
    outcomeOf: (key) => outcomes.get(key),
    state: () => [...accounts, ...outcomes],
    take({ api, request, idempotencyKey }) {
      const known = outcomes.get(idempotencyKey)
      if (known) return known
      const given = api === 'cancelPayment' ? cancel(accountOf(request), api) : act(accountOf(request), api)
      if (remembers) outcomes.set(idempotencyKey, given)
      return given
    },
  }
}

/** Whose money a request is about. */
export function accountOf(request: unknown): string {
  const { paymentRequestId, refundRequestId } = Object(request)
  return paymentRequestId ?? refundRequestId
}

function refusal(resultCode: string): Given {
  return { result: { resultStatus: 'F', resultCode } }
}
