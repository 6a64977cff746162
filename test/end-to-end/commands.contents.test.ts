import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { TAKEN } from '../support/request/answer.ts'
import { withMembers } from '../support/request/requests.ts'
import { newCommand, openCallers } from '../support/stack/command-urls.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'

const stack = await startFaultyStack({ commanding: ['acquirer', 'wallet'], delivers: false })
const callerOf = openCallers(stack)

/** Of the backend's calls from then on. */
function keysSince(calls: number): readonly unknown[] {
  return stack.backendProxy.calls.slice(calls).map(({ headers }) => headers['idempotency-key'])
}

describe('a code that is scanned twice', () => {
  const scan = (codeValue: string) => {
    const caller = callerOf('acquirer')
    return caller.outcomeOf(
      caller.sign('userInitiatedPay', newCommand('acquirer', 'userInitiatedPay', { codeValue })),
    )
  }
  const executed = {
    answer: TAKEN,
    counted: ['succeeded userInitiatedPay'],
    backend: ['/acquirer/userInitiatedPay'],
  }

  it.each(['281012040000000000000002', 'store/S000002'])(
    'is asked of the backend each time, under a key of its own: %s',
    async (code) => {
      const before = stack.backendProxy.calls.length
      for (let scans = 0; scans < 2; scans++) {
        expect(await scan(`https://qr.example-acquirer.com/${code}`)).toEqual({ ...executed, journal: 0 })
      }
      expect(new Set(keysSince(before)).size).toBe(2)
    },
  )
})

describe('a payment that came expired', () => {
  it('is F without a call, recorded and repeated', async () => {
    const caller = callerOf('wallet')
    const paymentExpiryTime = new Date(Date.now() - 60_000).toISOString()
    const body = newCommand('wallet', 'pay', { paymentExpiryTime })
    const told = { answer: '200 F ORDER_IS_CLOSED signed', backend: [] }
    const pay = () => caller.outcomeOf(caller.sign('pay', body))
    expect(await pay()).toEqual({ ...told, counted: ['failed pay'], journal: 2 })
    expect(await pay()).toEqual({ ...told, counted: ['repeated pay'], journal: 1 })
  })
})

describe('an evaluation of a payment', () => {
  const caller = () => callerOf('wallet')
  const outcomeOf = (api: string, body: string) => caller().outcomeOf(caller().sign(api, body))
  const evaluationOf = (body: string, isPaymentEvaluation: unknown = 'true') =>
    withMembers(body, { paymentFactor: { isPaymentEvaluation } })
  const executed = { answer: TAKEN, counted: ['succeeded pay'], backend: ['/wallet/pay'] }
  const ofUser = (customerId: string) => newCommand('wallet', 'pay', { paymentMethod: { customerId } })

  async function accountsOf(user: string) {
    return (await stack.ledger()).accounts.filter(({ holder }) => holder === user)
  }

  it.each(['true', true])('(%j) is asked of the backend each time, and moves nothing', async (mark) => {
    const user = randomUUID()
    const body = evaluationOf(ofUser(user), mark)
    const before = stack.backendProxy.calls.length
    expect(await outcomeOf('pay', body)).toEqual({ ...executed, journal: 0 })
    expect(await outcomeOf('pay', body)).toEqual({ ...executed, journal: 0 })
    expect(new Set(keysSince(before)).size).toBe(2)
    expect(await accountsOf(user)).toEqual([])
  })

  it('and the pay of the same id know nothing of each other', async () => {
    const user = randomUUID()
    const body = ofUser(user)
    expect(await outcomeOf('pay', evaluationOf(body))).toEqual({ ...executed, journal: 0 })
    expect(await outcomeOf('pay', body)).toEqual({ ...executed, journal: 2 })
    expect(await outcomeOf('pay', evaluationOf(body))).toEqual({ ...executed, journal: 0 })
    expect(await outcomeOf('cancelPayment', body)).toMatchObject({ answer: TAKEN })
    expect(await outcomeOf('pay', evaluationOf(body))).toEqual({ ...executed, journal: 0 })
    expect(await accountsOf(user)).toMatchObject([{ balance: { value: '1000000' } }])
  })

  it('is none where it is not marked so: the pay is recorded', async () => {
    const body = evaluationOf(ofUser(randomUUID()), 'false')
    expect(await outcomeOf('pay', body)).toEqual({ ...executed, journal: 2 })
    expect(await outcomeOf('pay', body)).toMatchObject({ counted: ['repeated pay'], backend: [] })
  })
})
