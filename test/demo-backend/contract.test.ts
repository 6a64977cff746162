import { describe, expect, it } from 'vitest'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'
import { callsOf, cut, forwardAndCut, refuse } from '../support/fault-proxy.ts'
import { openBackend, resultOf } from './open-backend.ts'

const backend = await openBackend()
const payment = (id: string) => ({ paymentRequestId: id, paymentMethod: { customerId: `user-${id}` } })
const balanceOf = (id: string) => backend.balanceOf(`user-${id}`)
const paidOnce = '990000'

/** The work, the first time that it is asked for; nothing then. */
function once(work: () => Promise<unknown>): () => Promise<unknown> {
  let isDone = false
  return async () => {
    if (isDone) return
    isDone = true
    await work()
  }
}

describe('one idempotency key', () => {
  it('has one effect and one outcome, fifty times at the same time', async () => {
    const pay = () => backend.outcome('/wallet/pay', payment('fifty'), { 'idempotency-key': 'fifty' })
    const outcomes = await Promise.all(Array.from({ length: 50 }, pay))
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1)
    expect(outcomes[0]).toMatchObject({ result: { resultStatus: 'S' } })
    expect(await balanceOf('fifty')).toBe(paidOnce)
  })

  it('keeps its F, also where it would be S by now', async () => {
    const refund = (currency: string) =>
      backend.outcome(
        '/wallet/refund',
        { paymentRequestId: 'early', refundAmount: { currency, value: '1' } },
        { 'idempotency-key': 'early' },
      )
    await backend.outcome('/wallet/pay', payment('early'))
    expect(resultOf(await refund('USD'))).toBe('F PARAM_ILLEGAL')
    expect(resultOf(await refund('JPY'))).toBe('F PARAM_ILLEGAL')
  })

  it('keeps no U: it is decided anew', async () => {
    const about = { originalCreditRequestId: 'credit' }
    const confirm = () =>
      backend.outcome('/wallet/confirmOriginalCredit', about, { 'idempotency-key': 'unknown' })
    expect(resultOf(await confirm())).toBe('U UNKNOWN_EXCEPTION')
    await backend.outcome('/wallet/createOriginalCredit', about)
    expect(resultOf(await confirm())).toBe('S SUCCESS')
  })

  it('has its outcome after the deadline, which lets nothing begin', async () => {
    const pay = (deadline = '') =>
      backend.outcome('/wallet/pay', payment('late'), {
        'idempotency-key': 'late',
        'alipay-deadline': deadline,
      })
    const [past, future] = [-1_000, 60_000].map((ms) => new Date(Date.now() + ms).toISOString())
    expect(resultOf(await pay(past))).toBe('U UNKNOWN_EXCEPTION')
    expect(await balanceOf('late')).toBeUndefined()
    expect(resultOf(await pay(future))).toBe('S SUCCESS')
    expect(resultOf(await pay(past))).toBe('S SUCCESS')
    expect(await balanceOf('late')).toBe(paidOnce)
  })
})

describe('many keys of one account at the same time', () => {
  it('each have their effect', async () => {
    const pay = (_: unknown, index: number) =>
      backend.outcome('/wallet/pay', { ...payment('many'), paymentRequestId: `many-${index}` })
    const outcomes = await Promise.all(Array.from({ length: 50 }, pay))
    expect(outcomes.map(resultOf)).toEqual(outcomes.map(() => 'S SUCCESS'))
    expect(await balanceOf('many')).toBe('500000')
  })

  it('stop at nothing', async () => {
    const pay = (_: unknown, index: number) =>
      backend.outcome('/wallet/pay', {
        ...payment('empty'),
        paymentRequestId: `empty-${index}`,
        paymentAmount: { currency: 'JPY', value: '300000' },
      })
    const results = (await Promise.all(Array.from({ length: 10 }, pay))).map(resultOf)
    expect(results.filter((result) => result === 'S SUCCESS')).toHaveLength(3)
    expect(await balanceOf('empty')).toBe('100000')
  })
})

describe('a transaction', () => {
  const commits = callsOf('TransactWriteItems')

  it('whose answer was lost has taken effect once', async () => {
    backend.proxy.befall(commits, forwardAndCut, 1)
    expect(resultOf(await backend.outcome('/wallet/pay', payment('lost')))).toBe('S SUCCESS')
    expect(await balanceOf('lost')).toBe(paidOnce)
  })

  it.each([
    ['what it writes', 'cancelPayment', 'F ORDER_IS_CLOSED'],
    ['what it only read', 'cancelToken', 'F INVALID_TOKEN'],
  ])('is decided anew where another changed %s meanwhile', async (_, api, result) => {
    const accessToken = `token-${api}`
    const paymentRequestId = `overtaken-by-${api}`
    const overtake = once(() => backend.outcome(`/wallet/${api}`, { paymentRequestId, accessToken }))
    backend.proxy.befall(commits, async ({ forward, answer }) => {
      await overtake()
      answer(await forward())
    })
    const paying = { paymentRequestId, paymentMethod: { paymentMethodId: accessToken } }
    expect(resultOf(await backend.outcome('/wallet/pay', paying))).toBe(result)
    backend.proxy.calm()
  })

  it('that fails is no answer, and may come again', async () => {
    const headers = { 'idempotency-key': 'failing' }
    const body = JSON.stringify({ ...JSON.parse(freshCommand('wallet', 'pay', '')), ...payment('failing') })
    for (const fate of [refuse('ValidationException'), cut]) {
      backend.proxy.befall(commits, fate)
      expect((await backend.send('/wallet/pay', body, headers)).status).toBe(500)
      backend.proxy.calm()
    }
    expect(backend.reports).toHaveLength(2)
    expect(await balanceOf('failing')).toBeUndefined()
    expect((await backend.send('/wallet/pay', body, headers)).status).toBe(200)
    expect(await balanceOf('failing')).toBe(paidOnce)
  })
})
