import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openBackend } from './open-backend.ts'

const backend = await openBackend()

const id = fc.integer({ min: 1, max: 3 }).map(String)
const value = fc
  .oneof(fc.integer({ min: 1, max: 400_000 }), fc.constantFrom(1_000_000, 1_000_001))
  .map(String)
/** Few keys, so that many calls are repeats. */
const key = fc.integer({ min: 1, max: 4 })

const step = fc.oneof(
  fc.record({ api: fc.constant('pay'), id, value, key }),
  fc.record({ api: fc.constant('refund'), id, value, key }),
  fc.record({ api: fc.constant('cancelPayment'), id, value, key }),
  fc.record({ api: fc.constant('createOriginalCredit'), id, value, key }),
)

it('moves money between accounts and payments only, whatever comes in whatever order, at the same time or not', async () => {
  let runs = 0
  const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(rounds, async (steps) => {
      const run = `run-${++runs}`
      const outcomes = new Map<string, string>()
      for (const round of steps) {
        await Promise.all(
          round.map(async ({ api, id, value, key }) => {
            const amount = { currency: run, value }
            const idempotencyKey = `${run}-${api}-${id}-${key}`
            const outcome = await backend.outcome(
              `/wallet/${api}`,
              {
                paymentRequestId: `${run}-${id}`,
                paymentAmount: amount,
                paymentMethod: { customerId: run },
                refundAmount: amount,
                originalCreditRequestId: `${run}-${id}`,
                payeeAmount: amount,
                payee: { userId: run },
              },
              { 'idempotency-key': idempotencyKey },
            )
            const told = JSON.stringify(outcome)
            expect(outcomes.get(idempotencyKey) ?? told).toBe(told)
            if (outcome.result.resultStatus !== 'U') outcomes.set(idempotencyKey, told)
          }),
        )
      }
      const { accounts, surplus } = await backend.ledger()
      expect(surplus).toEqual([])
      expect(accounts.filter(({ balance }) => balance.value.startsWith('-'))).toEqual([])
    }),
    { numRuns: 40 },
  )
})
