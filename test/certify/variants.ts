import { randomUUID } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Backend, Command } from '../../lib/commands/backend.ts'
import type { Credential } from '../../tools/demo-backend/authenticate.ts'
import { type Endpoint, endpointsOf } from '../../tools/demo-backend/endpoints.ts'
import { openServer } from '../../tools/demo-backend/server.ts'
import { DEMO_TABLE } from '../../tools/demo-backend/start.ts'
import { openStore } from '../../tools/demo-backend/store.ts'
import { dynamoDBApi } from '../../tools/dynamodb/dynamodb-api.ts'
import { localAccess } from '../../tools/dynamodb/local-access.ts'
import { openTable } from '../../tools/dynamodb/open-table.ts'
import type { BackendOptions, LocalBackend } from '../../tools/local/stack.ts'

interface Outcome {
  readonly result: { readonly resultStatus: string; readonly resultCode: string }
  readonly [name: string]: unknown
}
type Handler = (command: Command) => Promise<Outcome>
/** What one API does in place of what the demo backend does; `other` gives what that does for another API. */
type Break = (handler: Handler, other: (path: string) => Handler) => Handler

export interface Variant {
  /** By the path of an API, or `*` for all. */
  readonly breaks: Readonly<Record<string, () => Break>>
  readonly credential?: Credential | undefined
}

/** The demo backend, but that some of its APIs break a rule. It is shown this credential, unless it asks for none. */
export function startVariant({ breaks, ...own }: Variant, credential: Credential) {
  return async ({ dynamoDB, report }: BackendOptions): Promise<LocalBackend> => {
    await openTable(dynamoDBApi(dynamoDB), DEMO_TABLE, {
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    })
    const client = new DynamoDBClient({ endpoint: dynamoDB, ...localAccess, credentials: localAccess })
    const sound = endpointsOf(openStore(client, DEMO_TABLE, Date.now))
    const other = (path: string) => sound.get(path)?.handler as unknown as Handler
    const endpoints = [...sound].map(([path, { api, handler }]): [string, Endpoint] => {
      const broken = (breaks[path] ?? breaks['*'])?.()
      return [path, { api, handler: broken ? (broken(other(path), other) as unknown as Backend) : handler }]
    })
    const shown = 'credential' in own ? own.credential : credential
    const server = await openServer({
      endpoints: new Map(endpoints),
      clientOf: () => ({ backend: shown }),
      clock: Date.now,
      report,
    })
    return {
      url: server.url,
      async close() {
        await server.close()
        client.destroy()
      },
    }
  }
}

/** Another operation with the same content: the demo backend books it beside the first. */
function another(command: Command): Command {
  const id = randomUUID()
  const request = { ...Object(command.request), paymentRequestId: id }
  return { ...command, idempotencyKey: id, request }
}

const isFinal = ({ result }: Outcome) => result.resultStatus !== 'U'

/** Looks for the outcome, acts, and then keeps it: whoever looks meanwhile acts too. */
export const actsTwiceAtOnce = (): Break => {
  const outcomes = new Map<string, Outcome>()
  const begun = new Set<string>()
  return (handler) => async (command) => {
    const { idempotencyKey } = command
    const known = outcomes.get(idempotencyKey)
    if (known) return known
    const isFirst = !begun.has(idempotencyKey)
    begun.add(idempotencyKey)
    const outcome = await handler(isFirst ? command : another(command))
    if (isFinal(outcome)) outcomes.set(idempotencyKey, outcome)
    else begun.delete(idempotencyKey)
    return outcome
  }
}

/** The same, but that every caller is answered what the first one is: only the money shows it. */
export const takesTwiceAtOnce = (): Break => {
  const firsts = new Map<string, Promise<Outcome>>()
  const done = new Set<string>()
  return (handler) => async (command) => {
    const { idempotencyKey } = command
    const first = firsts.get(idempotencyKey)
    if (first && !done.has(idempotencyKey)) await handler(another(command))
    const answer = first ?? handler(command)
    firsts.set(idempotencyKey, answer)
    const outcome = await answer
    if (isFinal(outcome)) done.add(idempotencyKey)
    else firsts.delete(idempotencyKey)
    return outcome
  }
}

/** A repeat has another paymentId. */
export const answersAnotherOutcome = (): Break => {
  const times = new Map<string, number>()
  return (handler) => async (command) => {
    const outcome = await handler(command)
    if (outcome.result.resultStatus !== 'S') return outcome
    const before = times.get(command.idempotencyKey) ?? 0
    times.set(command.idempotencyKey, before + 1)
    return before === 0 ? outcome : { ...outcome, paymentId: `${outcome.paymentId}-${before}` }
  }
}

export const paysWhatWasCancelled = (): Break => (handler) => async (command) => {
  const outcome = await handler(command)
  return outcome.result.resultCode === 'ORDER_IS_CLOSED' ? handler(another(command)) : outcome
}

export const ignoresTheDeadline = (): Break => (handler) => (command) =>
  handler({ ...command, deadline: Number.POSITIVE_INFINITY })

/** Keeps no F: the next call is decided anew. */
export const forgetsAnF = (): Break => {
  const failed = new Set<string>()
  return (handler) => async (command) => {
    const { idempotencyKey } = command
    const outcome = await handler(failed.has(idempotencyKey) ? another(command) : command)
    if (outcome.result.resultStatus === 'F') failed.add(idempotencyKey)
    return outcome
  }
}

export const refundsMoreThanWasPaid = (): Break => (handler) => async (command) => {
  const outcome = await handler(command)
  if (outcome.result.resultCode !== 'REFUND_AMOUNT_EXCEED') return outcome
  return { result: { resultStatus: 'S', resultCode: 'SUCCESS' }, refundId: command.idempotencyKey }
}

export const saysYesterday = (): Break => (handler) => async (command) => {
  const outcome = await handler(command)
  return outcome.paymentTime === undefined ? outcome : { ...outcome, paymentTime: 'yesterday' }
}

export const leavesOutThePaymentId = (): Break => (handler) => async (command) => {
  const { paymentId: _, ...outcome } = await handler(command)
  return outcome
}

/** Takes an evaluation for the payment. */
export const paysAnEvaluation = (): Break => (handler) => (command) => {
  const { paymentRequestId, ...request } = Object(command.request)
  const isEvaluation = request.paymentFactor?.isPaymentEvaluation === 'true'
  const paying = { ...request, paymentRequestId, paymentFactor: {} }
  return handler(
    isEvaluation ? { ...command, idempotencyKey: `of ${paymentRequestId}`, request: paying } : command,
  )
}

/** Credits whom it is asked about. */
export const creditsAnEvaluation = (): Break => (handler, other) => async (command) => {
  const { paymentMethod, payerAmount } = Object(command.request)
  const payee = { userId: paymentMethod.paymentMethodId }
  const request = { originalCreditRequestId: randomUUID(), payeeAmount: payerAmount, payee }
  const api = 'createOriginalCredit'
  await other(`/wallet/${api}`)({ ...command, api, idempotencyKey: randomUUID(), request })
  return handler(command)
}

/** Says of what it has not heard that it failed. */
export const takesAbsenceForFailure = (): Break => (handler) => async (command) => {
  const outcome = await handler(command)
  if (outcome.result.resultCode !== 'ORDER_NOT_EXIST') return outcome
  return { result: { resultStatus: 'S', resultCode: 'SUCCESS' }, paymentResult: outcome.result }
}
