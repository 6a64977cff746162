import { describe, expect, it } from 'vitest'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { paid, payment } from '../support/memory/execute-parts.ts'
import { openCommandFunction } from './command-function.ts'

/** A pay that API Gateway had 200 ms before us; its claim takes 300 ms, the backend 1,500, the settlement 400. */
async function slowPay() {
  const receiver = openCommandFunction(wallet, {
    does: [
      () => {
        receiver.time.freeze(1_500)
        return paid
      },
    ],
    through: (journal) => ({
      ...journal,
      claim(claim) {
        receiver.time.freeze(300)
        return journal.claim(claim)
      },
      settle(settlement) {
        receiver.time.freeze(400)
        return journal.settle(settlement)
      },
    }),
  })
  await receiver.post(receiver.sign('pay', payment), { waited: 200 })
  return receiver
}

describe('how long a command took', () => {
  it('is in its line: with us, since API Gateway had it, and the backend’s share', async () => {
    const { logs } = await slowPay()
    expect(logs).toMatchObject([
      { message: 'command succeeded', line: { durationMs: 2_200, waitedMs: 2_400, backendMs: 1_500 } },
    ])
  })

  it('is measured against the time-out of its sender', async () => {
    const { waits } = await slowPay()
    expect(waits).toEqual([{ waitedMs: 2_400, senderTimeoutMs: 8_000 }])
  })

  it('has no share of a backend that was not called, as in a repeat', async () => {
    const receiver = openCommandFunction(wallet)
    await receiver.post(receiver.sign('pay', payment))
    await receiver.post(receiver.sign('pay', payment))
    expect(receiver.logs.map(({ line }) => line.backendMs)).toEqual([0, undefined])
    expect(receiver.waits).toHaveLength(2)
  })

  it('is measured where an API is known, and for nothing else', async () => {
    const receiver = openCommandFunction(wallet)
    const forged = { ...receiver.sign('pay', payment), body: Buffer.from('{}') }
    await receiver.post(forged)
    await receiver.post(receiver.sign('payLater', payment))
    expect(receiver.waits).toEqual([])
    await receiver.post(receiver.sign('pay', { ...payment, paymentAmount: 'a lot' }))
    expect(receiver.waits).toEqual([{ waitedMs: 0, senderTimeoutMs: 8_000 }])
  })
})
