import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { TAKEN } from '../support/answer.ts'
import { type DoorOf, newCommand, openDoors } from '../support/command-urls.ts'
import { type FaultyStack, startFaultyStack } from '../support/faulty-stack.ts'
import { withHeader } from '../support/requests.ts'

let stack: FaultyStack
let doorOf: DoorOf
beforeAll(async () => {
  const env = {
    PUBLIC_PATH_PREFIX: '/partner',
    PUBLIC_PATHS: '/aps/v1/pay, /aps/v1/cancelPayment/, /aps/v1/notifyPayment',
  }
  stack = await startFaultyStack({ commanding: ['wallet'], env, delivers: false })
  doorOf = openDoors(stack)
})
afterAll(() => stack.stop())

const door = () => doorOf('wallet')
const executed = (api: string) => ({
  answer: TAKEN,
  counted: [`succeeded ${api}`],
  journal: 2,
  backend: [`/wallet/${api}`],
})

/** Sent to the target, signed over the URI. */
function outcomeOf(target: string, uri = target) {
  const request = door().sign('pay', newCommand('wallet', 'pay'), { target, uri })
  return door().outcomeOf(request, uri)
}

describe('a command', () => {
  it.each([
    '/wallet/pay',
    '/wallet/pay/',
    '/wallet//pay//',
    '/wallet/aps/api/v1/payments/pay',
    '/wallet/pay?tenant=1&path=/refund',
  ])('is named by the last segment of %s, and answered over it', async (target) => {
    expect(await outcomeOf(target)).toEqual(executed('pay'))
  })

  it('is answered over the path where its query was not signed', async () => {
    expect(await outcomeOf('/wallet/pay?tenant=/cancelPayment', '/wallet/pay')).toEqual(executed('pay'))
  })

  it('is named by the path that it was signed over, where a proxy cut its beginning off', async () => {
    expect(await outcomeOf('/wallet/pay', '/partner/wallet/pay')).toEqual(executed('pay'))
  })

  it.each([
    ['/wallet/mpp', '/aps/v1/pay', 'pay'],
    ['/wallet/pay', '/aps/v1/cancelPayment/', 'cancelPayment'],
    ['/wallet/cancelPayment', '/aps/v1/pay', 'pay'],
  ])('that came to %s is named by the public path %s that it was signed over', async (target, uri, api) => {
    expect(await outcomeOf(target, uri)).toEqual(executed(api))
  })

  it('is none where the public path that it was signed over is a notification’s', async () => {
    expect(await outcomeOf('/wallet/pay', '/aps/v1/notifyPayment')).toMatchObject({
      counted: ['wrong-url unknown'],
      journal: 0,
      backend: [],
    })
  })

  it.each([
    ['another prefix', '/wallet/pay', '/partners/wallet/pay'],
    ['another API', '/wallet/pay', '/wallet/cancelPayment'],
    ['a path that is not public', '/wallet/pay', '/aps/v1/refund'],
    ['a query that was cut off', '/wallet/pay', '/wallet/pay?tenant=1'],
  ])('that was signed over %s is refused', async (_, target, uri) => {
    const request = door().sign('pay', newCommand('wallet', 'pay'), { target, uri })
    expect(await door().outcomeOf(request)).toMatchObject({
      answer: '200 F INVALID_SIGNATURE signed',
      journal: 0,
      backend: [],
    })
  })
})

describe('the body of a command', () => {
  const path = '/wallet/pay'

  it('may begin with a byte order mark', async () => {
    const request = door().sign('pay', `\ufeff${newCommand('wallet', 'pay')}`)
    expect(await door().outcomeOf(request)).toEqual(executed('pay'))
  })

  it.each(['text/plain', 'application/octet-stream', 'application/json; charset=GBK'])(
    'is read as UTF-8, although its type is %s',
    async (type) => {
      const changes = { orderDescription: 'コーヒー' }
      const request = withHeader(
        door().sign('pay', newCommand('wallet', 'pay', changes)),
        'Content-Type',
        type,
      )
      expect(await door().outcomeOf(request)).toEqual(executed('pay'))
      expect(stack.backendProxy.calls.at(-1)?.input).toMatchObject(changes)
    },
  )

  it('that is not UTF-8 is refused once its signature holds', async () => {
    const bytes = Buffer.from(newCommand('wallet', 'pay').replace('JPY', '\xff\xfe'), 'latin1')
    const request = signRequest(door().sender, bytes, { target: path })
    expect(await door().outcomeOf(request)).toMatchObject({ answer: '200 F PARAM_ILLEGAL signed' })
  })
})
