import { describe, expect, it } from 'vitest'
import { readAnswer, TAKEN } from '../support/request/answer.ts'
import { answering, newCommand, openCallers } from '../support/stack/command-urls.ts'
import { startFaultyStack } from '../support/stack/faulty-stack.ts'
import { holdRequest } from '../support/stack/held-call.ts'

const IN_PROCESS = '200 U PAYMENT_IN_PROCESS signed'
const CLOSED = '200 F ORDER_IS_CLOSED signed'

const stack = await startFaultyStack({ commanding: ['wallet'], delivers: false })
const caller = openCallers(stack)('wallet')

describe('a cancel', () => {
  // A cancel may hold more than its page names, so that the pay's own body cancels it.
  const pay = (body: string) => caller.outcomeOf(caller.sign('pay', body))
  const cancel = (body: string) => caller.outcomeOf(caller.sign('cancelPayment', body))

  it('closes a payment that succeeded: from then on the pay is F', async () => {
    const body = newCommand('wallet', 'pay')
    expect(await pay(body)).toMatchObject({ answer: TAKEN })
    expect(await cancel(body)).toEqual({
      answer: TAKEN,
      counted: ['succeeded cancelPayment'],
      journal: 2,
      backend: ['/wallet/cancelPayment'],
    })
    expect(await pay(body)).toEqual({ answer: CLOSED, counted: ['closed pay'], journal: 1, backend: [] })
    expect(await cancel(body)).toMatchObject({ answer: TAKEN, counted: ['repeated cancelPayment'] })
  })

  it('closes a payment that was never seen', async () => {
    const body = newCommand('wallet', 'pay')
    expect(await cancel(body)).toMatchObject({ answer: TAKEN })
    expect(await pay(body)).toEqual({ answer: CLOSED, counted: ['closed pay'], journal: 1, backend: [] })
  })

  it('that is not decided bars the pay, which is answered U', async () => {
    const body = newCommand('wallet', 'pay')
    caller.befall('cancelPayment', answering('{"result":{"resultStatus":"U","resultCode":"WAITING"}}'))
    expect(await cancel(body)).toMatchObject({ answer: '200 U WAITING signed' })
    expect(await pay(body)).toEqual({
      answer: IN_PROCESS,
      counted: ['in-progress pay'],
      journal: 1,
      backend: [],
    })
    expect(await cancel(body)).toMatchObject({ answer: TAKEN })
    expect(await pay(body)).toMatchObject({ answer: CLOSED })
  })

  it('that the backend says has failed is asked for again, and bars the pay until then', async () => {
    const body = newCommand('wallet', 'pay')
    caller.befall(
      'cancelPayment',
      answering('{"result":{"resultStatus":"F","resultCode":"PAYMENT_NOT_EXIST"}}'),
    )
    expect(await cancel(body)).toMatchObject({
      answer: '200 U UNKNOWN_EXCEPTION signed',
      counted: ['outcome-malformed cancelPayment'],
    })
    expect(await pay(body)).toMatchObject({ answer: IN_PROCESS, backend: [] })
  })

  it('that comes while its pay runs is answered U, and so is the pay', async () => {
    const body = newCommand('wallet', 'pay')
    const running = holdRequest()
    caller.befall('pay', running.fate)
    const paying = caller.ask(caller.sign('pay', body))
    await running.reached
    expect(await cancel(body)).toEqual({
      answer: IN_PROCESS,
      counted: ['in-progress cancelPayment'],
      journal: 2,
      backend: [],
    })
    running.letGo()
    expect(readAnswer(await paying, caller.sender, '/wallet/pay')).toBe(IN_PROCESS)
    expect(await caller.counts()).toContain('overtaken pay')
    expect(await cancel(body)).toMatchObject({ answer: TAKEN })
    expect(await pay(body)).toMatchObject({ answer: CLOSED })
  })
})
