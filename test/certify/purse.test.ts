import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Message } from '../../tools/certify/direct.ts'
import type { Heard } from '../../tools/certify/heard.ts'
import { newMessages } from '../../tools/certify/messages.ts'
import { openPurse } from '../../tools/certify/purse.ts'

const message = newMessages({ settings: [], amount: { currency: 'JPY', value: '1000' } })
const body = Buffer.alloc(0)
const answer = { status: 200, headers: [], body }
const exchange = { at: 0, correlationId: '', path: '/wallet/pay', headers: [], body, answer }

/** A wallet whose user has so much; what it was asked, counted. */
function walletOf(user: { has: bigint }, { refusal = 'USER_BALANCE_NOT_ENOUGH', takes = false } = {}) {
  let asked = 0
  const call = async ({ body }: Message): Promise<Heard> => {
    asked++
    const { paymentAmount, paymentFactor } = Object(body)
    const isEvaluation = paymentFactor.isPaymentEvaluation === 'true'
    const isEnough = isEvaluation && BigInt(paymentAmount.value) <= user.has
    if (isEnough && takes) user.has -= BigInt(paymentAmount.value)
    const said = isEnough
      ? ({ status: 'S', code: 'SUCCESS' } as const)
      : ({ status: 'F', code: refusal } as const)
    return { exchange, body: {}, ...said }
  }
  const evaluations = () => openPurse(call, message, () => 'id', 'JPY')
  return { evaluations, open: async () => (await evaluations()).purse, asked: () => asked }
}

const sum = fc.bigInt({ min: 0n, max: 10n ** 17n })

it('finds whatever a user has, also after it has changed', async () => {
  await fc.assert(
    fc.asyncProperty(sum, sum, async (before, after) => {
      const user = { has: before }
      const purse = await walletOf(user).open()
      expect(await purse?.balance()).toBe(before)
      expect(await purse?.otherThan(before)).toBeUndefined()
      user.has = after
      expect(await purse?.otherThan(before)).toBe(before === after ? undefined : after)
      expect(await purse?.balance()).toBe(after)
    }),
    { numRuns: 10 },
  )
})

it('asks twice where the balance is what it should be', async () => {
  const user = { has: 1_000_000n }
  const { open, asked } = walletOf(user)
  const purse = await open()
  const before = asked()
  user.has -= 1_000n
  expect(await purse?.otherThan(999_000n)).toBeUndefined()
  expect(asked() - before).toBe(2)
})

it.each([
  ['nothing limits a payment', 10n ** 30n, 'USER_BALANCE_NOT_ENOUGH'],
  ['something else limits it', 5_000n, 'USER_AMOUNT_EXCEED_LIMIT'],
])('is none where %s', async (_, has, refusal) => {
  expect(await walletOf({ has }, { refusal }).evaluations()).toEqual({})
})

it('shows by two calls that an evaluation takes what it asks about', async () => {
  await fc.assert(
    fc.asyncProperty(fc.bigInt({ min: 1n, max: 10n ** 17n }), async (has) => {
      const { taking = [], purse } = await walletOf({ has }, { takes: true }).evaluations()
      expect(taking.map(({ status }) => status)).toEqual(['S', 'F'])
      expect(purse).toBeUndefined()
    }),
    { numRuns: 10, examples: [[1n]] },
  )
})

it('asks again where an evaluation was U', async () => {
  let calls = 0
  const call = async ({ body }: Message): Promise<Heard> => {
    const value = BigInt(Object(body).paymentAmount.value)
    if (++calls === 3) return { exchange, body: {}, status: 'U', code: 'UNKNOWN_EXCEPTION' }
    return value <= 700n
      ? { exchange, body: {}, status: 'S', code: 'SUCCESS' }
      : { exchange, body: {}, status: 'F', code: 'USER_BALANCE_NOT_ENOUGH' }
  }
  const { purse } = await openPurse(call, message, () => 'id', 'JPY')
  expect(await purse?.balance()).toBe(700n)
})
