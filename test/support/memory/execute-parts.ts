import type { Backend, Command } from '../../../lib/commands/backend.ts'
import { type Execution, execute } from '../../../lib/commands/execute.ts'
import type { ExecuteParts } from '../../../lib/commands/execute-parts.ts'
import type { Journal } from '../../../lib/commands/journal.ts'
import { wallet } from '../../../lib/platforms/wallet/platform.ts'
import type { VerifiedRequest } from '../../../lib/protocol/request.ts'
import { fakeTime } from '../model/fake-time.ts'
import { verifiedRequest } from '../request/verified-request.ts'
import { memoryJournal } from './memory-journal.ts'
import { toyCommands } from './toy-commands.ts'

const HOUR = 3_600_000

export const success = { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' }
export const paid = { result: success, paymentId: 'payment-1' }
export const cancelled = { result: success }
export const rejected = { result: { resultCode: 'RISK_REJECT', resultStatus: 'F' } }
export const undecided = { result: { resultCode: 'UNKNOWN_EXCEPTION', resultStatus: 'U' } }

export const payment = {
  paymentRequestId: 'request-1',
  paymentAmount: { currency: 'JPY', value: '100' },
  customerToken: 'token-canary',
}
export const cancelOf = ({ paymentRequestId }: { readonly paymentRequestId: string }) => ({
  paymentRequestId,
})

/** What the partner's system does, one after the other, and the last for ever; it may do anything. */
export type Script = readonly ((command: Command) => unknown)[]

export interface ExecuteOptions extends Partial<Omit<ExecuteParts, 'journal'>> {
  /** By default it pays. */
  readonly does?: Script
  /** Stands between the desk and its record. */
  readonly through?: (journal: Journal) => Journal
}

/** How a command comes: the times in epoch milliseconds, by default the present. */
interface Arrival {
  readonly sentAt?: number
  readonly arrivedAt?: number
  readonly changes?: Partial<VerifiedRequest>
}

/** The wallet's desk over toy rows, a journal in memory, a partner's system by script, and time that stands still. */
export function executeParts({
  does = [() => paid],
  through = (journal) => journal,
  ...changes
}: ExecuteOptions = {}) {
  const time = fakeTime()
  const record = memoryJournal()
  const { handler, calls } = partnerSystem(does)
  const late: object[] = []
  let owners = 0
  const desk: ExecuteParts = {
    platform: wallet,
    apis: toyCommands,
    journal: through(record),
    handler,
    retentionMs: 0,
    maxAgeMs: 48 * HOUR,
    maxSkewMs: 10 * 60_000,
    newOwner: () => `owner-${++owners}`,
    clock: time.clock,
    timeout: time.timeout,
    reportLate: (ending) => late.push(ending),
    ...changes,
  }

  /** Has the desk execute a genuine command. */
  function send(api: string, body: object | string | Buffer, arrival: Arrival = {}): Promise<Execution> {
    const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
    const { sentAt = time.clock(), arrivedAt = time.clock() } = arrival
    const verified = verifiedRequest(text, { uri: `/wallet/${api}`, sentAt, ...arrival.changes })
    return execute(verified, { arrivedAt, correlationId: 'correlation-1', anticipate: () => {} }, desk)
  }

  /** What the record says of the toy payment. */
  const recorded = () => record.read(`wallet#CLIENT_1#payment#${payment.paymentRequestId}`)

  return { ...desk, time, record, calls, late, send, recorded }
}

/** The partner's system by script, and what it was asked for. */
export function partnerSystem(does: Script) {
  const calls: Command[] = []
  const handler: Backend = (command) => {
    calls.push(command)
    return (does[calls.length - 1] ?? does.at(-1))?.(command) as Promise<Uint8Array>
  }
  return { handler, calls }
}

/** The result that is answered, as `S SUCCESS`. */
export function answerOf({ body }: Pick<Execution, 'body'>): string {
  const { resultStatus, resultCode } = JSON.parse(body).result
  return `${resultStatus} ${resultCode}`
}

/** The partner's system at work for as long as the test wants. */
export function work() {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  return { does: () => promise, returns: resolve, throws: reject }
}

/** As the SDK does where the answer to a write was lost: each call is made twice, and the second ruling told. */
export function repeating(journal: Journal): Journal {
  return {
    claim: (claim) => journal.claim(claim).then(() => journal.claim(claim)),
    settle: (settlement) => journal.settle(settlement).then(() => journal.settle(settlement)),
    release: (ask) => journal.release(ask).then(() => journal.release(ask)),
  }
}

/** The store fails at each such call, before it acts, or after, so that only its answer is lost. */
export function failingAt(method: keyof Journal, acts: 'never' | 'unheard') {
  return (journal: Journal): Journal => ({
    ...journal,
    [method]: async (ask: never) => {
      if (acts === 'unheard') await journal[method](ask)
      throw new Error('the table is gone')
    },
  })
}
