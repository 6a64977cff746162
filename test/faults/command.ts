import { basename } from 'node:path'
import { vi } from 'vitest'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'
import type { Commander } from '../../tools/alipay/sender.ts'
import { type Reply, send, signCommand } from '../../tools/alipay/signed-request.ts'
import { minus } from '../../tools/demo-backend/money.ts'
import { readAnswer } from '../support/answer.ts'
import { commandApiOf } from '../support/command-samples.ts'
import type { Fate, Which } from '../support/fault-proxy.ts'
import type { FaultyStack } from '../support/faulty-stack.ts'
import { letLeasesRunOut } from '../support/journal-table.ts'

/** Nothing takes as long; a slow machine may. */
const PATIENCE_MS = 10_000

/** What a sender is told while it still waits. */
export const told = (result: string) => ({ answer: `200 ${result} signed`, isInTime: true })

export const succeeded = told('S SUCCESS')
export const failedWith = (code: string) => told(`F ${code}`)
export const sendAgain = told('U UNKNOWN_EXCEPTION')
export const inProcess = told('U PAYMENT_IN_PROCESS')
export const creditInProcess = told('U ORIGINAL_CREDIT_IN_PROCESS')
export const closed = failedWith('ORDER_IS_CLOSED')

type Answered = typeof succeeded

/** The backend answers this outcome, and does nothing. */
export function outcome(resultStatus: string, resultCode: string, rest: object = {}): Fate {
  const body = JSON.stringify({ result: { resultStatus, resultCode }, ...rest })
  return ({ answer }) => answer({ status: 200, body })
}

/** Sends a command as the platform does, signed anew, and counts its sender's patience. */
export async function sendCommand(
  sender: Commander,
  platform: PlatformName,
  api: string,
  body: string,
): Promise<Answered & { readonly reply: Reply }> {
  const began = performance.now()
  const request = signCommand(sender, api, body)
  const reply = await send(request)
  const isInTime = performance.now() - began < commandApiOf(platform, api).senderTimeoutMs
  return { answer: readAnswer(reply, sender, request.target), isInTime, reply }
}

let operations = 0

/** A payment or a tax refund of a user of its own in the demo wallet, of so many yen, and what it leaves. */
export function newOperation(stack: FaultyStack, value = '10000') {
  const ending = `-c${++operations}`
  const user = `customer${ending}`
  const amount = { currency: 'JPY', value }
  const changes: Readonly<Record<string, object>> = {
    pay: { paymentAmount: amount, paymentMethod: { customerId: user } },
    createOriginalCredit: { payeeAmount: amount, payee: { userId: user } },
  }
  const outcomes = new Set<string>()

  async function sendFresh(api: string): Promise<Answered> {
    const body = freshCommand('wallet', api, ending.slice(1), changes[api])
    const { reply, ...answered } = await sendCommand(stack.commander('wallet'), 'wallet', api, body)
    if (reply.result?.resultStatus !== 'U') outcomes.add(reply.body.toString())
    return answered
  }

  return {
    /** Of the journal's key. */
    ending,
    pay: () => sendFresh('pay'),
    cancel: () => sendFresh('cancelPayment'),
    credit: () => sendFresh('createOriginalCredit'),
    /** The distinct bodies of every S and F that was told. */
    outcomes,
    ...faultsOf(stack, ending),
    ...tracesOf(stack, ending, user),
  }
}

const isOf =
  (ending: string): Which =>
  ({ input }) =>
    JSON.stringify(input).includes(`${ending}"`)

/** What may befall one operation alone, so that others may run beside it. */
function faultsOf({ proxy, backendProxy, files }: FaultyStack, ending: string) {
  let calms = 0
  function unlessCalm(which: Which): Which {
    const since = calms
    return (call) => since === calms && isOf(ending)(call) && which(call)
  }

  return {
    /** The next such calls to DynamoDB, so many of them, meet this fate. */
    befall: (which: Which, fate: Fate, times?: number) => proxy.befall(unlessCalm(which), fate, times),
    /** The same of the backend's calls for an API. */
    befallBackend(api: string, fate: Fate, times?: number): void {
      const which = unlessCalm(({ operation }) => operation === `/wallet/${api}`)
      backendProxy.befall(which, fate, times)
    },
    /** All calls pass again. */
    calm() {
      calms++
    },
    /** As if so much time had passed that no lease holds. */
    letLeasesRunOut: () => letLeasesRunOut(files.environment, ending),
  }
}

function tracesOf(stack: FaultyStack, ending: string, user: string) {
  const theirs = () => stack.backendProxy.calls.filter(isOf(ending))
  const lines = () =>
    stack
      .log()
      .split('\n')
      .filter((line) => line.includes(`${ending}"`) && line.includes('"message":"command '))

  return {
    /** The requests that the backend was sent, in order: each API and attempt. */
    calls: () =>
      theirs().map(({ operation, headers }) => `${basename(operation)} ${headers['alipay-attempt']}`),
    /** The distinct idempotency keys that they had. */
    idempotencyKeys: () => new Set(theirs().map(({ headers }) => headers['idempotency-key'])),

    /** What the user has gained, or lost where it is negative, since the account was opened. */
    async gain(): Promise<string> {
      const { accounts } = await stack.ledger()
      const account = accounts.find(({ holder }) => holder === user)
      return account ? minus(account.balance, account.granted).value : '0'
    },

    /** What the log says, in order, once it says so much: each time the API, how it ended, and why. */
    async log(count: number): Promise<readonly string[]> {
      await vi.waitUntil(() => lines().length >= count, { timeout: PATIENCE_MS })
      return lines().map((line) => {
        const { message, api, disposition, cause } = JSON.parse(line)
        return [api, message.slice('command '.length), disposition, cause].filter(Boolean).join(' ')
      })
    },
  }
}
