import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageOf } from '../../support/request/messages.ts'
import { sampleOf, variantOf } from '../../support/request/samples.ts'

interface Profile {
  readonly uri: string
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

/** The fields that the pages print, those first that they require. */
const profiles: Readonly<Record<string, Profile>> = {
  notifyPayment: {
    uri: '/v2/payments/notifyPayment',
    required: ['paymentId', 'paymentRequestId', 'paymentResult', 'paymentAmount', 'paymentCreateTime'],
    optional: ['paymentTime', 'extendInfo'],
  },
  'notifyPayment.v1-tng': {
    uri: '/v1/payments/notifyPayment',
    required: ['paymentId', 'paymentRequestId', 'paymentAmount', 'paymentResult'],
    optional: ['paymentTime', 'paymentFailReason', 'extendInfo'],
  },
  'notifyPayment.v1-status': {
    uri: '/v1/payments/notifyPayment',
    required: ['paymentId', 'paymentRequestId', 'paymentStatus', 'paymentAmount'],
    optional: ['paymentTime', 'paymentCreateTime'],
  },
  transactionNotify: {
    uri: '/v2/miniprogram/transaction/notify',
    required: ['appId', 'paymentRequestId', 'paymentId', 'paymentAmount'],
    optional: ['productCode', 'userId', 'paymentStatus', 'paymentTime', 'refundId'],
  },
}

const objects = new Map<string, unknown>([
  ['paymentResult', { resultCode: 'SUCCESS', resultStatus: 'S' }],
  ['paymentAmount', { currency: 'EUR', value: '990' }],
])

function bodyWith(fields: readonly string[]): Buffer {
  const members = fields.map((field) => [field, objects.get(field) ?? 'SUCCESS'])
  return Buffer.from(JSON.stringify(Object.fromEntries(members)))
}

describe('a mini-program wallet', () => {
  it.each(Object.entries(profiles))('sends %s, known by its content alone', (name, profile) => {
    fc.assert(
      fc.property(
        fc.subarray([...profile.optional]),
        fc.constantFrom(profile.uri, '/mini-program/notify'),
        (optional, uri) => {
          expect(messageOf('mini-program', bodyWith([...profile.required, ...optional]), uri).api).toBe(name)
        },
      ),
    )
  })

  it.each(['notifyPayment', 'notifyPayment.v1-tng', 'notifyPayment.v1-status', 'transactionNotify'])(
    'tells in %s of a payment, whose subject is the same in every profile',
    (name) => {
      const body = variantOf(sampleOf('mini-program', name), { paymentRequestId: 'p1' })
      expect(messageOf('mini-program', body).subject).toBe('payment#p1')
    },
  )

  it.each([
    ['notifyPayment.v1-tng', 'FAIL'],
    ['notifyPayment.v1-status', 'SUCCESS'],
    ['transactionNotify', 'SUCCESS'],
  ])('reports in the sample %s the state %s', (name, state) => {
    expect(messageOf('mini-program', sampleOf('mini-program', name).body).understanding.state).toBe(state)
  })

  it.each(['notifyPayment.v1-status', 'transactionNotify'])(
    'may say in %s a status that we do not know',
    (name) => {
      for (const paymentStatus of ['success', 'U', 'constructor']) {
        const body = variantOf(sampleOf('mini-program', name), { paymentStatus })
        expect(messageOf('mini-program', body).understanding.state).toBeUndefined()
      }
    },
  )

  it('tells of a refund beside its payment, in a message of its own', () => {
    const payment = sampleOf('mini-program', 'transactionNotify')
    const refund = variantOf(payment, { refundId: 'r1', refundAmount: { currency: 'USD', value: '500' } })
    const [told, refunded] = [payment.body, refund].map((body) => messageOf('mini-program', body))
    expect(refunded?.subject).toBe(told?.subject)
    expect(refunded?.identity).not.toBe(told?.identity)
  })

  it('never lets a payment method out', () => {
    const paymentMethod = { paymentMethodType: 'WALLET', paymentMethodId: 'TOKEN', paymentMethodMetaData: {} }
    const body = variantOf(sampleOf('mini-program', 'transactionNotify'), { paymentMethod })
    expect(messageOf('mini-program', body).understanding.body.paymentMethod).toEqual({
      paymentMethodType: 'WALLET',
    })
  })
})
