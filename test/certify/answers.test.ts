import { describe, expect, it } from 'vitest'
import { answersChecks } from '../../tools/certify/checks/answers.ts'
import type { Play } from '../../tools/certify/play.ts'

const success = { resultStatus: 'S', resultCode: 'SUCCESS' }
const paid = { result: success, paymentId: 'p-1', paymentTime: '2026-11-21T08:00:00Z' }

/** What the check of the answers says of this one: nothing where it is as it must be. */
async function objectionTo(path: string, answer: object | string): Promise<string | undefined> {
  const check = answersChecks.find(({ name, apis }) => apis[0] === path && name.startsWith('every answer'))
  const body = Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer))
  const exchange = { path: `/${path}`, answer: { status: 200, headers: [], body } }
  const play = { recorder: { exchanges: [exchange] } } as unknown as Play
  return check?.run(play).then(
    () => undefined,
    (cause: Error) => cause.message,
  )
}

describe('a time', () => {
  it('is RFC 3339 where its API names it: the receiver refuses any other', async () => {
    expect(await objectionTo('wallet/pay', paid)).toBeUndefined()
    expect(await objectionTo('wallet/pay', { ...paid, paymentTime: 'yesterday' })).toBe(
      'the receiver refuses it: paymentTime is missing or illegal',
    )
  })

  it('is looked for where no page names it, at any depth', async () => {
    const order = (storeTerminalRequestTime: string) => ({ env: [{ storeTerminalRequestTime }] })
    expect(await objectionTo('wallet/pay', { ...paid, order: order(paid.paymentTime) })).toBeUndefined()
    expect(await objectionTo('wallet/pay', { ...paid, order: order('noon') })).toBe(
      'order.env[0].storeTerminalRequestTime is no time of RFC 3339',
    )
  })
})

describe('money', () => {
  const inquired = (paymentAmount: object) => ({ result: success, paymentResult: success, paymentAmount })
  const say = (paymentAmount: object) => objectionTo('wallet/inquiryPayment', inquired(paymentAmount))

  it('is a natural number of the smallest unit', async () => {
    expect(await say({ currency: 'JPY', value: '1000' })).toBeUndefined()
    expect(await say({ currency: 'JPY', value: '10.00' })).toMatch(
      'paymentAmount.value is missing or illegal',
    )
    expect(await say({ currency: 'yen', value: '1000' })).toBe(
      'paymentAmount.currency is no code of ISO 4217',
    )
  })

  it('is looked for where no page names it', async () => {
    const more = { ...paid, fee: { currency: 'JPY', value: '+7' } }
    expect(await objectionTo('wallet/pay', more)).toBe('fee.value is no natural number of the smallest unit')
  })
})

describe('what the receiver would refuse', () => {
  it.each([
    ['no JSON', 'the outcome is not-json'],
    [{ result: success, paymentId: 'p-1' }, 'paymentTime is missing or illegal'],
    [{ result: { resultStatus: 'F', resultCode: 'PAYMENT_IN_PROCESS' } }, 'ends nothing: answer it with U'],
    [{ result: { resultStatus: 'F', resultCode: 'NO_SUCH_CODE' } }, 'NO_SUCH_CODE is no code of an F'],
  ])('is said in its words: %j', async (answer, objection) => {
    expect(await objectionTo('wallet/pay', answer)).toMatch(objection)
  })
})
