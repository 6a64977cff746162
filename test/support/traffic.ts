import { setTimeout as wait } from 'node:timers/promises'
import { vi } from 'vitest'
import type { Sender } from '../../tools/alipay/sender.ts'
import { isSigned, send, signRequest } from '../../tools/alipay/signed-request.ts'
import { newBody } from './requests.ts'

/** A notification that was answered S. */
interface Taken {
  readonly body: string
  /** Alipay's key, and the partner's that the reply is signed with; undefined where it is signed with none of them. */
  readonly signedBy: string
  readonly answeredBy: string | undefined
  readonly attempts: number
}

const LANES = 4
const RESEND_MS = 50
const PROGRESS_MS = 10_000

/** Alipay under load: sends one notification after another to Antom's URL, each again until it is answered S. */
export function startTraffic(...signers: readonly Sender[]) {
  const taken: Taken[] = []
  let current = signers
  let known = signers
  let requests = 0
  let isOpen = true

  async function deliver(body: string): Promise<Taken> {
    for (let attempts = 1; ; attempts++) {
      const sender = current[requests++ % current.length]
      if (!sender) throw new Error('nobody signs')
      const request = signRequest(sender, body)
      const reply = await send(request).catch(() => undefined)
      if (reply?.result?.resultStatus === 'S') {
        const answeredBy = known.find((one) => isSigned(reply, one, request.target))?.partnerKeyVersion
        return { body, signedBy: sender.keyVersion, answeredBy, attempts }
      }
      await wait(RESEND_MS)
    }
  }

  const lanes = Array.from({ length: LANES }, async () => {
    while (isOpen) taken.push(await deliver(newBody('antom')))
  })

  return {
    /** Signs with these in turn from now on. */
    signWith(...senders: readonly Sender[]): void {
      current = senders
      known = [...new Set([...known, ...senders])]
    },

    /** What is taken from now on, once it is so much. */
    async next(count: number): Promise<readonly Taken[]> {
      const before = taken.length
      await vi.waitUntil(() => taken.length >= before + count, { timeout: PROGRESS_MS, interval: 20 })
      return taken.slice(before)
    },

    /** Everything that was ever sent. */
    async stop(): Promise<readonly Taken[]> {
      isOpen = false
      await Promise.all(lanes)
      return taken
    },
  }
}
