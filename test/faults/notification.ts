import { vi } from 'vitest'
import { freshNotification, withOtherAmount } from '../../tools/alipay/fresh-messages.ts'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, SEND_AGAIN, TAKEN } from '../support/answer.ts'
import type { FaultyStack } from '../support/faulty-stack.ts'

/** The strictest sender's; a function that takes over four is ended, and answers nothing of ours. */
const ANSWER_MS = 5_000
/** Nothing takes as long; a slow machine may. */
const PATIENCE_MS = 10_000

export const taken = { answer: TAKEN, isInTime: true }
export const sendAgain = { answer: SEND_AGAIN, isInTime: true }
/** There is no key to sign with. */
export const unavailable = { answer: '503 U UNKNOWN_EXCEPTION unsigned', isInTime: true }

export type Answered = typeof taken

let payments = 0

/** A notification of a payment of its own, and what it leaves. */
export function newNotification(stack: FaultyStack, platform = 'antom') {
  const sender = stack.sender(platform)
  const ending = `-f${++payments}`
  const body = freshNotification(platform, ending.slice(1))

  return {
    body,
    /** The same with another amount. */
    conflict: withOtherAmount(body),

    /** Sends it, signed anew. */
    async send(text = body): Promise<Answered> {
      const began = performance.now()
      const answer = await answerTo(signRequest(sender, text), sender)
      return { answer, isInTime: performance.now() - began < ANSWER_MS }
    },

    receipts: async () => (await stack.receipts()).filter(({ subjectKey }) => subjectKey.endsWith(ending)),

    /** How each request was taken that was kept, in order, once there are so many. */
    async dispositions(requests: number): Promise<readonly string[]> {
      const lines = () => stack.log().split('\n')
      const theirs = () =>
        lines().filter((line) => line.includes(`${ending}"`) && line.includes('"message":"notification '))
      await vi.waitUntil(() => theirs().length >= requests, { timeout: PATIENCE_MS })
      return theirs().map((line) => JSON.parse(line).message.slice('notification '.length))
    },

    /** The distinct details that were told of it, once so many receipts have an event each. */
    async details(receipts: number): Promise<readonly string[]> {
      const details = () => stack.events().map(({ detail }) => JSON.stringify(detail))
      const theirs = () => new Set(details().filter((detail) => detail.includes(`${ending}"`)))
      const ids = () => new Set([...theirs()].map((detail) => JSON.parse(detail).id))
      await vi.waitUntil(() => ids().size >= receipts, { timeout: PATIENCE_MS })
      return [...theirs()]
    },
  }
}
