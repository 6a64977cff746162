import type { Chain } from './chain.ts'

const USER = 'customer-<run>'

const paying = (amount: string) => ({
  'paymentAmount.value': amount,
  'paymentMethod.customerId': USER,
})

const payment: Chain = {
  name: 'payment',
  platforms: ['wallet'],
  what: 'pay, refund in parts and too much, inquire; pay, cancel, and pay after all',
  steps: [
    { name: 'pay', what: 'pay JPY 10,000', sample: 'pay', of: '1', fields: paying('10000'), expects: 'S' },
    {
      what: 'the same again',
      sample: 'pay',
      of: '1',
      fields: paying('10000'),
      expects: 'S',
      repeats: 'pay',
    },
    {
      what: 'the same, another amount',
      sample: 'pay',
      of: '1',
      fields: paying('20000'),
      expects: 'F REPEAT_REQ_INCONSISTENT',
    },
    ...(
      [
        ['refund 4,000', '4000', 'S'],
        ['refund 5,000', '5000', 'S'],
        ['refund 2,000: too much', '2000', 'F'],
      ] as const
    ).map(([what, amount, expects]) => ({
      what,
      sample: 'refund',
      of: '1',
      fields: {
        paymentId: '<pay.paymentId>',
        refundRequestId: `refund-<run>-${amount}`,
        'refundAmount.value': amount,
      },
      expects,
    })),
    { what: 'how did it go?', sample: 'inquiryPayment', of: '1', expects: 'S', reports: 'S' },
    { what: 'pay JPY 30,000', sample: 'pay', of: '2', fields: paying('30000'), expects: 'S' },
    { what: 'cancel it', sample: 'cancelPayment', of: '2', expects: 'S' },
    {
      what: 'pay it after all',
      sample: 'pay',
      of: '2',
      fields: paying('30000'),
      expects: 'F ORDER_IS_CLOSED',
    },
    { what: 'how did it go?', sample: 'inquiryPayment', of: '2', expects: 'S', reports: 'F' },
  ],
}

const evaluation = {
  sample: 'evaluateOriginalCredit',
  fields: { 'paymentMethod.paymentMethodId': USER },
  expects: 'S',
}

const credit = {
  sample: 'createOriginalCredit',
  fields: { 'payee.userId': '<evaluate.userId>', payeeAmount: '<evaluate.payeeAmount>' },
  expects: 'S',
}

const taxRefund: Chain = {
  name: 'tax-refund',
  platforms: ['wallet'],
  what: 'evaluate twice, create, repeat, inquire, confirm',
  steps: [
    { name: 'evaluate', what: 'tax refund: to whom?', ...evaluation },
    { what: 'the same at the scan', ...evaluation, repeats: 'evaluate' },
    { name: 'create', what: 'credit SGD 5,600', ...credit },
    { what: 'the same again', ...credit, repeats: 'create' },
    { what: 'how did it go?', sample: 'inquireOriginalCredit', expects: 'S', reports: 'S' },
    {
      what: 'confirm it',
      sample: 'confirmOriginalCredit.creditId',
      fields: { originalCreditId: '<create.originalCreditId>' },
      expects: 'S',
    },
  ],
}

const exchange = { sample: 'applyToken', expects: 'S' }
const byToken = {
  sample: 'pay.agreement',
  fields: { 'paymentMethod.paymentMethodId': '<exchange.accessToken>' },
}
const guess = (otpValue: string) => ({
  sample: 'verifyOTP',
  fields: { accessToken: '<exchange.accessToken>', verifyRequestId: '<otp.verifyRequestId>', otpValue },
})

const token: Chain = {
  name: 'token',
  platforms: ['wallet'],
  what: 'bind, exchange the code, pay by token, a one-time password, refresh, cancel the token',
  steps: [
    { what: 'a page to agree on', sample: 'prepare', expects: 'S' },
    { name: 'exchange', what: 'code for tokens', ...exchange },
    { what: 'the same again', ...exchange, repeats: 'exchange' },
    { what: 'pay by token', of: '1', ...byToken, expects: 'S' },
    {
      name: 'otp',
      what: 'send a password',
      sample: 'sendOTP',
      fields: { accessToken: '<exchange.accessToken>' },
      expects: 'S',
    },
    { what: 'a wrong guess', ...guess('000000'), expects: 'F' },
    { what: 'the right one', ...guess('482913'), expects: 'S' },
    {
      what: 'refresh',
      sample: 'applyToken.refresh',
      fields: { refreshToken: '<exchange.refreshToken>' },
      expects: 'S',
    },
    {
      what: 'cancel the token',
      sample: 'cancelToken',
      fields: { accessToken: '<exchange.accessToken>' },
      expects: 'S',
    },
    { what: 'pay by it after all', of: '2', ...byToken, expects: 'F' },
  ],
}

export const walletChains: readonly Chain[] = [payment, taxRefund, token]
