import { describe, expect, it } from 'vitest'
import { readOutcome } from '../../lib/commands/read-outcome.ts'
import { commandSamples } from '../support/request/command-samples.ts'
import { openBackend, resultOf } from './open-backend.ts'

const backend = await openBackend()
const say = async (...call: Parameters<typeof backend.outcome>) => resultOf(await backend.outcome(...call))

describe('each sample', () => {
  it.each(commandSamples.map((sample) => [`${sample.platform}/${sample.name}`, sample] as const))(
    '%s is answered as its row asks',
    async (_, { platform, api, request }) => {
      const response = await backend.send(`/${platform}/${api.name}`, request.toString())
      expect(response.status).toBe(200)
      const read = readOutcome(await response.bytes(), api)
      expect(read).toMatchObject({ ok: true })
    },
  )
})

describe('tokens', () => {
  const code = (authCode: string) => ({ authCode })
  const apply = (changes: object) => backend.outcome('/wallet/applyToken', changes)

  it('of one code are of one user, and pay for that user', async () => {
    const [one, other] = [await apply(code('c-1')), await apply(code('c-1'))]
    expect(one.customerId).toBe(other.customerId)
    expect(one.accessToken).not.toBe(other.accessToken)
    const paid = await backend.outcome('/wallet/pay', {
      paymentRequestId: 'by-token',
      paymentMethod: { paymentMethodId: one.accessToken },
    })
    expect(paid).toMatchObject({ result: { resultStatus: 'S' }, customerId: one.customerId })
    expect(await backend.balanceOf(String(one.customerId))).toBe('990000')
  })

  it('are the same for a repeat', async () => {
    const again = () => backend.outcome('/wallet/applyToken', code('c-2'), { 'idempotency-key': 'c-2' })
    expect(await again()).toEqual(await again())
  })

  it('are renewed for the same user', async () => {
    const { refreshToken, customerId } = await apply(code('c-3'))
    expect(await apply({ grantType: 'REFRESH_TOKEN', refreshToken })).toMatchObject({ customerId })
  })

  it('are good for nothing once they are cancelled, the refresh token with the access token', async () => {
    const { accessToken, refreshToken } = await apply(code('c-4'))
    expect(await say('/wallet/cancelToken', { accessToken })).toBe('S SUCCESS')
    expect(await say('/wallet/cancelToken', { accessToken })).toBe('S SUCCESS')
    const paying = { paymentRequestId: 'cancelled', paymentMethod: { paymentMethodId: accessToken } }
    expect(await say('/wallet/pay', paying)).toBe('F INVALID_TOKEN')
    expect(await say('/wallet/applyToken', { grantType: 'REFRESH_TOKEN', refreshToken })).toBe(
      'F INVALID_TOKEN',
    )
  })
})

describe('a one-time password', () => {
  async function sent(accessToken: string) {
    const { verifyRequestId } = await backend.outcome('/wallet/sendOTP', { accessToken })
    return (otpValue: string, of = accessToken) =>
      say('/wallet/verifyOTP', { accessToken: of, verifyRequestId, otpValue })
  }
  const wrong = 'F USER_PAYMENT_VERIFICATION_FAILED'

  it('is right or wrong, and of one user', async () => {
    const guess = await sent('token-1')
    expect(await guess('000000')).toBe(wrong)
    expect(await guess('482913', 'token-2')).toBe(wrong)
    expect(await guess('482913')).toBe('S SUCCESS')
  })

  it('may be guessed five times', async () => {
    const guess = await sent('token-3')
    for (let guesses = 0; guesses < 5; guesses++) await guess('000000')
    expect(await guess('482913')).toBe(wrong)
  })
})

describe('a tax refund', () => {
  it('is credited once, whatever is asked about it', async () => {
    const about = { originalCreditRequestId: 'tax-1' }
    const create = () =>
      backend.outcome(
        '/wallet/createOriginalCredit',
        { ...about, payee: { userId: 'tax-user' } },
        { 'idempotency-key': 'tax-1' },
      )
    expect(await say('/wallet/inquireOriginalCredit', about)).toBe('F ORDER_NOT_EXIST')
    expect(await say('/wallet/confirmOriginalCredit', about)).toBe('U UNKNOWN_EXCEPTION')
    const created = await create()
    expect(await create()).toEqual(created)
    const { originalCreditId } = created
    for (const by of [about, { originalCreditRequestId: undefined, originalCreditId }]) {
      expect(await backend.outcome('/wallet/inquireOriginalCredit', by)).toMatchObject({
        originalCreditResult: { resultStatus: 'S' },
        originalCreditId,
        payeeAmount: { currency: 'MYR', value: '18000' },
      })
      expect(await say('/wallet/confirmOriginalCredit', by)).toBe('S SUCCESS')
    }
    expect(await backend.balanceOf('tax-user', 'MYR')).toBe('1018000')
  })
})

describe('a scanned code', () => {
  const order = 'https://qr.example-acquirer.com/1001'
  const pushed = (paymentId: string, changes: object = {}) =>
    say('/acquirer/pushPayment', {
      paymentId,
      codeValue: order,
      paymentAmount: { currency: 'JPY', value: '2500' },
      ...changes,
    })

  it('of an order is paid once, for its amount', async () => {
    const scan = () => backend.outcome('/acquirer/userInitiatedPay', { codeValue: order })
    const { paymentRequestId } = await scan()
    expect(await scan()).toMatchObject({ codeType: 'ORDER_CODE', paymentRequestId })
    expect(await pushed('p-1', { paymentAmount: { currency: 'JPY', value: '2501' } })).toBe('F PARAM_ILLEGAL')
    expect(await pushed('p-2')).toBe('S SUCCESS')
    expect(await pushed('p-3')).toBe('F ORDER_IS_CLOSED')
    expect(resultOf(await scan())).toBe('F ORDER_IS_CLOSED')
    expect(await backend.outcome('/acquirer/inquiryPushPayment', { paymentId: 'p-2' })).toMatchObject({
      paymentResult: { resultStatus: 'S' },
      paymentRequestId,
    })
    expect(await say('/acquirer/inquiryPushPayment', { paymentId: 'p-3' })).toBe('F ORDER_NOT_EXIST')
  })

  it('of a store is paid as often as somebody pays there', async () => {
    const codeValue = 'https://qr.example-acquirer.com/store/S7'
    expect(await backend.outcome('/acquirer/userInitiatedPay', { codeValue })).toMatchObject({
      codeType: 'STORE_CODE',
    })
    for (const paymentId of ['p-4', 'p-5']) expect(await pushed(paymentId, { codeValue })).toBe('S SUCCESS')
    expect(await backend.balanceOf('S7')).toBe('5000')
  })

  it.each(['https://qr.example-acquirer.com/', 'no URL', '12'])(
    'that is none of ours is refused: %s',
    async (codeValue) => {
      expect(await say('/acquirer/userInitiatedPay', { codeValue })).toBe('F ORDER_NOT_EXIST')
      expect(await pushed('p-6', { codeValue })).toBe('F ORDER_NOT_EXIST')
    },
  )
})

it('adds up', async () => {
  expect((await backend.ledger()).surplus).toEqual([])
})
