import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recogniseCommand } from '../../lib/commands/recognise-command.ts'
import { payment } from '../support/memory/execute-parts.ts'
import { toyCommands } from '../support/memory/toy-commands.ts'
import { anyMembers, objectOf } from '../support/request/any-json.ts'

const recognise = (uri: string, body: object | string | Buffer = payment) =>
  recogniseCommand(
    {
      uri,
      body: Buffer.from(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)),
    },
    toyCommands,
  )

describe('the last segment of the signed URI', () => {
  it.each([
    ['/wallet/pay', 'pay'],
    ['/wallet/pay/', 'pay'],
    ['/wallet/pay//', 'pay'],
    ['/wallet/pay?to=/wallet/refund', 'pay'],
    ['/pay', 'pay'],
    ['/wallet/refund/pay', 'pay'],
    ['/wallet/cancelPayment', 'cancelPayment'],
  ])('of %s names %s', (uri, name) => {
    expect(recognise(uri)).toMatchObject({ kind: 'command', api: { name } })
  })

  it.each([
    '/wallet',
    '/',
    '',
    '/wallet/Pay',
    '/wallet/pay.v1',
    '/wallet/pay/x',
    '/x/constructor',
    '/x/__proto__',
  ])('of %j names no API of ours', (uri) => expect(recognise(uri)).toEqual({ kind: 'unknown' }))

  it.each(['/wallet/notify', '/wallet/notifyPayment', '/wallet/authNotify/', '/wallet/NOTIFY?a=pay'])(
    'of %s names a notification',
    (uri) => expect(recognise(uri)).toEqual({ kind: 'notification' }),
  )
})

describe('the body of a command', () => {
  it('is typed by its row: numbers as text, money whole, what the row does not know as it was sent', () => {
    const body =
      '{"paymentRequestId":1,"paymentAmount":{"currency":"JPY","value":1.0E2},"extra":{"a":[1.50]}}'
    expect(recognise('/wallet/pay', body)).toMatchObject({
      kind: 'command',
      request: {
        paymentRequestId: '1',
        paymentAmount: { currency: 'JPY', value: '100' },
        extra: { a: ['1.50'] },
      },
    })
  })

  it.each([
    ['a field that is missing', { paymentAmount: payment.paymentAmount }, 'paymentRequestId'],
    ['one that is empty', { ...payment, paymentRequestId: '' }, 'paymentRequestId'],
    ['one that is null', { ...payment, paymentRequestId: null }, 'paymentRequestId'],
    ['one of another type', { ...payment, customerToken: ['a'] }, 'customerToken'],
    ['one inside another', { ...payment, paymentAmount: { currency: 'JPY' } }, 'paymentAmount.value'],
    ['several', {}, 'paymentRequestId'],
    ['no JSON', 'paymentRequestId=1', 'the body is not-json'],
    ['nothing', '', 'the body is not-json'],
    ['no object', '[]', 'the body is not-an-object'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'the body is not-utf8'],
    ['101 levels', `{"a":${'['.repeat(100)}${']'.repeat(100)}}`, 'the body is too-deep'],
  ])('is illegal with %s, and the field is named', (_, body, field) => {
    expect(recognise('/wallet/pay', body)).toMatchObject({ kind: 'illegal', api: { name: 'pay' }, field })
  })

  it('whatever it holds, is a command of its row or illegal, and no value of it is quoted', () => {
    const hostile = fc.oneof(
      anyMembers.map((members) => Buffer.from(objectOf(members).text)),
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.json().map((json) => Buffer.from(json)),
      fc
        .record(
          {
            paymentRequestId: fc.constantFrom('canary', ['canary'], { canary: 'canary' }, 7, null),
            paymentAmount: fc.constantFrom('canary', [{ value: 'canary' }], { currency: 'canary' }),
            customerToken: fc.constantFrom('canary', ['canary'], true),
          },
          { requiredKeys: [] },
        )
        .map((body) => Buffer.from(JSON.stringify(body))),
    )
    fc.assert(
      fc.property(fc.constantFrom(...toyCommands), hostile, ({ name }, body) => {
        const recognition = recognise(`/wallet/${name}`, body)
        expect(recognition).toMatchObject({ api: { name } })
        if (recognition.kind !== 'illegal') return
        expect(recognition.field).toMatch(/^(the body is [a-z0-9-]+|[A-Za-z]+(\.[A-Za-z]+)*)$/)
        expect(recognition.field).not.toContain('canary')
      }),
      { numRuns: 500 },
    )
  })
})
