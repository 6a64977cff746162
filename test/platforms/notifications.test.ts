import { describe, expect, it } from 'vitest'
import { has } from '../../lib/content/fields.ts'
import { understand } from '../../lib/notifications/understand.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { forEvery } from '../support/for-every.ts'
import { receipt } from '../support/request/receipt.ts'
import { sampleOf, variantOf } from '../support/request/samples.ts'

const platforms: readonly PlatformName[] = ['acquirer', 'antom', 'mini-program', 'wallet', 'worldfirst']
const rows = platforms.flatMap((platform) => notificationsOf(platform).map((row) => ({ platform, ...row })))

function read(platform: PlatformName, body: Buffer, api = 'notifyPayment') {
  const understood = understand(receipt({ platform, api, body }), notificationsOf(platform))
  if (!understood.ok || !understood.value) throw new Error('not understood')
  return understood.value
}

const result = (resultStatus: string) => ({ resultCode: 'ANY', resultStatus, resultMessage: '' })

describe('notificationsOf', () => {
  it(
    'is a row that can be read beside its page',
    forEvery(rows, (row) => {
      expect(row.page).toMatch(/^https:\/\/[\w./-]+$/)
      expect(row.identity.length).toBeGreaterThan(0)
      expect(row.when.has.length).toBeGreaterThan(0)
    }),
  )

  it(
    'shares the table of states with every row of its kind of subject',
    forEvery(rows, (row) => {
      const kin = notificationsOf(row.platform).filter(({ subject }) => subject[0] === row.subject[0])
      for (const { state } of kin) expect(state?.moves).toBe(row.state?.moves)
    }),
  )

  it('has none for the wallet, which is sent commands', () => {
    expect(notificationsOf('wallet')).toEqual([])
  })
})

describe('notifyPayment', () => {
  it.each<[PlatformName, string, string]>([
    ['acquirer', 'notifyPayment', 'SUCCESS'],
    ['antom', 'notifyPayment', 'SUCCESS'],
    ['antom', 'notifyPayment.pending', 'PENDING'],
    ['antom', 'notifyPayment.failed', 'FAIL'],
    ['mini-program', 'notifyPayment', 'SUCCESS'],
    ['worldfirst', 'notifyPayment', 'SUCCESS'],
  ])('of %s reports in its sample %s the state %s', (platform, name, state) => {
    expect(read(platform, sampleOf(platform, name).body).state).toBe(state)
  })

  it.each<[PlatformName, string]>([
    ['acquirer', 'paymentResult'],
    ['antom', 'result'],
    ['mini-program', 'paymentResult'],
    ['worldfirst', 'result'],
  ])('of %s reports S as SUCCESS, F as FAIL and nothing else as final', (platform, field) => {
    const stateOf = (status: string) =>
      read(platform, variantOf(sampleOf(platform), { [field]: result(status) })).state
    expect(stateOf('S')).toBe('SUCCESS')
    expect(stateOf('F')).toBe('FAIL')
    for (const status of ['U', 'A', 's', 'constructor']) expect(stateOf(status)).toBeUndefined()
  })

  it('of worldfirst reports PAYMENT_PROCESS as pending, whatever its result', () => {
    for (const status of ['S', 'F', 'U']) {
      const body = variantOf(sampleOf('worldfirst'), {
        notifyType: 'PAYMENT_PROCESS',
        result: result(status),
      })
      expect(read('worldfirst', body).state).toBe('PENDING')
    }
  })

  it('of worldfirst reads amounts that are numbers', () => {
    const body = variantOf(sampleOf('worldfirst'), { payToAmount: { currency: 'USD', value: 11000 } })
    expect(read('worldfirst', body).body.payToAmount).toEqual({ currency: 'USD', value: '11000' })
  })

  it('of antom never lets card data out', () => {
    const { body } = read(
      'antom',
      variantOf(sampleOf('antom'), {
        paymentResultInfo: { cardToken: 'ALIPAYtoken', lastFour: '1111' },
        acquirerInfo: { acquirerName: 'Bank', acquirerCardToken: 'BANKtoken' },
      }),
    )
    expect(has(body, 'paymentResultInfo')).toBe(false)
    expect(body.acquirerInfo).toEqual({ acquirerName: 'Bank' })
  })

  it.each(platforms.filter((platform) => platform !== 'wallet'))(
    'of %s needs nothing but what identifies and decides',
    (platform) => {
      const whole = JSON.parse(sampleOf(platform).body.toString())
      const needed = [
        'notifyType',
        'result',
        'paymentResult',
        'paymentRequestId',
        'payToRequestId',
        'paymentCreateTime',
      ]
      const least = Object.fromEntries(Object.entries(whole).filter(([name]) => needed.includes(name)))
      expect(read(platform, Buffer.from(JSON.stringify(least))).state).toBe('SUCCESS')
    },
  )
})
