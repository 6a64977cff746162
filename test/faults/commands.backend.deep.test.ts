import { afterAll, describe, expect, it } from 'vitest'
import { cut, type Fate, forwardAndCut } from '../support/stack/fault-proxy.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'
import { holdAnswer } from '../support/stack/held-call.ts'
import { failedWith, inProcess, newOperation, outcome, sendAgain, succeeded, told } from './command.ts'

const success =
  '{"result":{"resultStatus":"S","resultCode":"SUCCESS"},"paymentId":"1","paymentTime":"2026-11-21T08:00:00Z"}'
const answering =
  (status: number, body = success): Fate =>
  ({ answer }) =>
    answer({ status, body })

/** The backend acts, and half of its answer arrives. */
const halve: Fate = async ({ forward, answer }) => {
  const { status, body } = await forward()
  answer({ status, body: String(body).slice(0, body.length / 2) })
}

const stack = await startFaultyStack({ commanding: ['wallet'] })
afterAll(async () => {
  expect((await stack.ledger()).surplus).toEqual([])
})

const broken = /^pay backend-failed Error: the backend/
const malformed = /^pay outcome-malformed pay: /

describe.concurrent('a pay is sent to the backend once for each delivery, and again only when the lease has run out, where that', () => {
  it.each<[string, Fate, RegExp]>([
    ['breaks the connection before it acts', cut, broken],
    ['breaks the connection after it acted', forwardAndCut, broken],
    ['answers 201', answering(201), broken],
    ['answers 204', answering(204), broken],
    ['redirects', answering(307), broken],
    ['refuses', answering(400), broken],
    ['does not know us', answering(401), broken],
    ['does not know the path', answering(404), broken],
    ['is throttled', answering(429), broken],
    ['fails', answering(500), broken],
    ['is unavailable', answering(503), broken],
    ['answers more than is read', answering(200, success.padEnd(262_145)), broken],
    ['answers nothing', answering(200, ''), malformed],
    ['answers the page of a proxy', answering(200, '<html>'), malformed],
    ['answers half', halve, malformed],
    [
      'answers no outcome',
      answering(200, '{"paymentId":"1","paymentTime":"2026-11-21T08:00:00Z"}'),
      malformed,
    ],
    ['answers S without its fields', outcome('S', 'SUCCESS'), malformed],
    ['answers S with the code of an F', outcome('S', 'RISK_REJECT'), malformed],
    ['answers F with a code that is none of its API', outcome('F', 'SYSTEM_ERROR'), malformed],
    ['answers F with the code of a U', outcome('F', 'PAYMENT_IN_PROCESS'), malformed],
    ['answers another status', outcome('A', 'SUCCESS'), malformed],
    ['answers more than is recorded', outcome('F', 'RISK_REJECT', { text: 'x'.repeat(180_000) }), malformed],
  ])('%s', async (_, fate, ending) => {
    const payment = newOperation(stack)
    payment.befallBackend('pay', fate)
    expect(await payment.pay()).toEqual(sendAgain)
    expect(await payment.pay()).toEqual(inProcess)
    expect(payment.calls()).toEqual(['pay 1'])
    await payment.letLeasesRunOut()
    expect(await payment.pay()).toEqual(sendAgain)
    expect(payment.calls()).toEqual(['pay 1', 'pay 2'])
    await payment.letLeasesRunOut()
    payment.calm()
    expect(await payment.pay()).toEqual(succeeded)
    expect(payment.calls()).toEqual(['pay 1', 'pay 2', 'pay 3'])
    expect(payment.idempotencyKeys().size).toBe(1)
    expect(await payment.gain()).toBe('-10000')
    expect(await payment.log(4)).toEqual([
      expect.stringMatching(ending),
      'pay in-progress it runs',
      expect.stringMatching(ending),
      'pay succeeded',
    ])
  })
})

describe('a pay is sent to the backend again with the next delivery, where that', () => {
  it('answers U, which is told as it is', async () => {
    const payment = newOperation(stack)
    payment.befallBackend('pay', outcome('U', 'UNDER_REVIEW'), 2)
    expect(await payment.pay()).toEqual(told('U UNDER_REVIEW'))
    expect(await payment.pay()).toEqual(told('U UNDER_REVIEW'))
    expect(await payment.pay()).toEqual(succeeded)
    expect(payment.calls()).toEqual(['pay 1', 'pay 2', 'pay 3'])
    expect(await payment.gain()).toBe('-10000')
  })
})

describe('a pay', () => {
  it('is told for ever what the backend answered finally, without another call', async () => {
    const payment = newOperation(stack)
    payment.befallBackend('pay', outcome('F', 'RISK_REJECT'), 1)
    expect(await payment.pay()).toEqual(failedWith('RISK_REJECT'))
    await payment.letLeasesRunOut()
    expect(await payment.pay()).toEqual(failedWith('RISK_REJECT'))
    expect(payment.outcomes.size).toBe(1)
    expect(payment.calls()).toEqual(['pay 1'])
    expect(await payment.gain()).toBe('0')
  })

  it('whose turn another has taken meanwhile is told nothing of its own', async () => {
    const payment = newOperation(stack)
    const [first, second] = [holdAnswer(), holdAnswer()]
    payment.befallBackend('pay', first.fate, 1)
    payment.befallBackend('pay', second.fate, 1)
    const overtaken = payment.pay()
    await first.reached
    await payment.letLeasesRunOut()
    const overtaking = payment.pay()
    await second.reached
    first.letGo()
    expect(await overtaken).toEqual(inProcess)
    second.letGo()
    expect(await overtaking).toEqual(succeeded)
    expect(payment.calls()).toEqual(['pay 1', 'pay 2'])
    expect(await payment.gain()).toBe('-10000')
    expect(await payment.log(2)).toEqual(['pay overtaken it runs', 'pay succeeded'])
  })

  it('is to be sent again while nothing listens where the backend was', async () => {
    const payment = newOperation(stack)
    const comeBack = await stack.backendProxy.leave()
    expect(await payment.pay()).toEqual(sendAgain)
    expect(await payment.pay()).toEqual(inProcess)
    await comeBack()
    await payment.letLeasesRunOut()
    expect(await payment.pay()).toEqual(succeeded)
    expect(payment.calls()).toEqual(['pay 2'])
    expect(await payment.gain()).toBe('-10000')
    expect((await payment.log(1))[0]).toBe(
      'pay backend-failed Error: the backend gave no answer: ECONNREFUSED',
    )
  })
})
