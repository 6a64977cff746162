import type { Chain } from './chain.ts'

const other = { 'paymentAmount.value': '1' }

/** What a receiver of notifications must get right, shown by the platform's best known one. */
const notification: Chain = {
  name: 'notification',
  platforms: ['acquirer', 'antom', 'mini-program', 'worldfirst'],
  what: 'new, repeated, conflicting, forged',
  steps: [
    { what: 'a payment succeeded', sample: 'notifyPayment', expects: 'S' },
    { what: 'the same again', sample: 'notifyPayment', expects: 'S' },
    { what: 'the same, another amount', sample: 'notifyPayment', fields: other, expects: 'S' },
    { what: 'forged, one byte altered', sample: 'notifyPayment', isForged: true, expects: '' },
  ],
}

/** A payment that is under way, in the words of each platform that reports it. */
const pending = {
  antom: { notifyType: 'PAYMENT_PENDING', 'result.resultCode': 'PAYMENT_IN_PROCESS' },
  worldfirst: { notifyType: 'PAYMENT_PROCESS' },
}

const states = Object.entries(pending).map(
  ([platform, fields]): Chain => ({
    name: 'states',
    platforms: [platform],
    what: 'pending, success, a repeat, a conflict; then a payment whose first state comes last',
    steps: [
      { what: 'a payment is pending', sample: 'notifyPayment', of: '1', fields, expects: 'S' },
      { what: 'it succeeded', sample: 'notifyPayment', of: '1', expects: 'S' },
      { what: 'the same again', sample: 'notifyPayment', of: '1', expects: 'S' },
      { what: 'the same, another amount', sample: 'notifyPayment', of: '1', fields: other, expects: 'S' },
      { what: 'another payment succeeded', sample: 'notifyPayment', of: '2', expects: 'S' },
      { what: 'it is pending: too late', sample: 'notifyPayment', of: '2', fields, expects: 'S' },
    ],
  }),
)

const unbinding: Chain = {
  name: 'token',
  platforms: ['mini-program'],
  what: 'a merchant cancels a token, twice',
  steps: [
    { name: 'cancel', what: 'cancel the token', sample: 'cancelToken', expects: 'S' },
    { what: 'the same again', sample: 'cancelToken', expects: 'S', repeats: 'cancel' },
  ],
}

export const notificationChains: readonly Chain[] = [notification, ...states, unbinding]
