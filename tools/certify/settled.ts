import { setTimeout as wait } from 'node:timers/promises'
import type { Message } from './direct.ts'
import { type Heard, isFinal } from './heard.ts'
import type { Asked, Calls } from './play.ts'

/** After the first U; then twice as long each time. */
const FIRST_PAUSE_MS = 50
const CALLS = 6

/** Where nobody listens, or nobody knows what is called, the next call ends the same way; silence has lasted too long. */
const hopeless = [400, 401, 403, 404, 405, 501]

/** Calls until the answer is final, as Alipay would; gives the last answer where none of six, in 1.5 s, is. */
export async function settled(call: () => Promise<Heard>): Promise<Heard> {
  let heard = await call()
  for (let calls = 1; calls < CALLS && mayEnd(heard); calls++) {
    await wait(FIRST_PAUSE_MS * 2 ** (calls - 1))
    heard = await call()
  }
  return heard
}

/**
 * The same through the functions: after a U of the backend's own another attempt may begin at once, after anything else
 * once the lease is over; where the functions are not ready, nothing was begun.
 */
export async function settledAtAlipay(
  { ask, untilLeaseIsOver }: Pick<Calls, 'ask' | 'untilLeaseIsOver'>,
  message: Message,
): Promise<Asked> {
  let asked = await ask(message)
  for (let calls = 1; calls < CALLS && mayEndAtAlipay(asked); calls++) {
    if (asked.heard && asked.heard.status !== 'U') await untilLeaseIsOver(message)
    await wait(FIRST_PAUSE_MS * 2 ** (calls - 1))
    asked = await ask(message)
  }
  return asked
}

function mayEndAtAlipay({ heard, reply }: Asked): boolean {
  if (heard) return mayEnd(heard)
  return reply.status >= 500 || reply.result?.resultStatus === 'U'
}

function mayEnd(heard: Heard): boolean {
  const { answer, failure } = heard.exchange
  const isSilent = !answer && !failure
  return !isFinal(heard) && !isSilent && failure !== 'ECONNREFUSED' && !hopeless.includes(answer?.status ?? 0)
}
