import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Command } from '../../lib/commands/backend.ts'
import { acquirer } from '../../lib/platforms/acquirer/platform.ts'
import { miniProgram } from '../../lib/platforms/mini-program/platform.ts'
import { wallet } from '../../lib/platforms/wallet/platform.ts'
import { answerOf, executeParts, paid, payment } from '../support/memory/execute-parts.ts'
import { toyCommands } from '../support/memory/toy-commands.ts'
import { anyMembers, membersOf, objectOf } from '../support/request/any-json.ts'
import { verifiedRequest } from '../support/request/verified-request.ts'

const illegal = { ...payment, paymentAmount: { currency: 'JPY', value: ['value-canary'] } }

/** Neither the handler nor the record has heard of it. */
function expectNothingBegun(desk: ReturnType<typeof executeParts>): void {
  expect([desk.calls.length, desk.record.requests()]).toEqual([0, 0])
}

describe('the handler', () => {
  it('is given all that the command is, and nothing of its envelope', async () => {
    const desk = executeParts()
    const { client } = verifiedRequest('')
    const credential = { kind: 'bearer', token: 'bearer-canary' } as const
    await desk.send(
      'pay',
      { ...payment, extra: 1 },
      { changes: { client: { ...client, backend: credential } } },
    )
    expect(desk.calls).toEqual([
      {
        platform: 'wallet',
        clientId: 'CLIENT_1',
        api: 'pay',
        request: { ...payment, extra: '1' },
        idempotencyKey: expect.stringMatching(/^[\w-]{43}$/),
        attempt: 1,
        deadline: desk.clock() + 7_300,
        signal: expect.any(AbortSignal),
        correlationId: 'correlation-1',
        credential,
      },
    ])
  })

  it('may change the request: the record keeps what came', async () => {
    const desk = executeParts({
      does: [
        ({ request }: Command) => {
          const given = request as Record<string, unknown>
          given.paymentRequestId = 'request-2'
          given.paymentAmount = 'changed'
          return paid
        },
      ],
    })
    await desk.send('pay', payment)
    expect(desk.recorded().act?.outcome).toBeDefined()
    expect(await desk.send('pay', payment)).toMatchObject({ disposition: 'repeated' })
    expect(desk.calls).toHaveLength(1)
  })
})

describe('what is told of a command', () => {
  it('names its row and its operation, without a secret', async () => {
    const desk = executeParts()
    const execution = await desk.send('pay', payment)
    expect(execution).toMatchObject({ api: 'pay', operation: 'payment#request-1', remarks: [] })
    expect(JSON.stringify(execution)).not.toContain('token-canary')
  })
})

describe('the age of a command', () => {
  const HOUR = 3_600_000

  it('may be maxAgeMs to the millisecond; beyond, it is answered U and not run', async () => {
    const desk = executeParts()
    const late = await desk.send('pay', payment, { sentAt: desk.clock() - 48 * HOUR - 1 })
    expect([late.disposition, late.api, answerOf(late)]).toEqual([
      'too-old',
      'unknown',
      'U UNKNOWN_EXCEPTION',
    ])
    expectNothingBegun(desk)
    const young = await desk.send('pay', payment, { sentAt: desk.clock() - 48 * HOUR })
    expect(young.disposition).toBe('succeeded')
  })

  it('must be known: a time that does not parse is answered U and not run', async () => {
    const desk = executeParts()
    const requestTime = { text: '2025.11', epochMs: undefined }
    const ending = await desk.send('pay', payment, { changes: { requestTime } })
    expect([ending.disposition, answerOf(ending)]).toEqual(['too-old', 'U UNKNOWN_EXCEPTION'])
    expect(ending.remarks).toEqual(['time-unparsed'])
    expectNothingBegun(desk)
  })

  it('may be negative, and is remarked on beyond maxSkewMs', async () => {
    const desk = executeParts()
    const ahead = (ms: number) => desk.send('pay', payment, { sentAt: desk.clock() + ms })
    expect(await ahead(600_000)).toMatchObject({ disposition: 'succeeded', remarks: [] })
    expect(await ahead(600_001)).toMatchObject({ disposition: 'repeated', remarks: ['future-time'] })
  })
})

describe('a message that is no command of ours', () => {
  it.each([
    [wallet, 'F INVALID_API'],
    [acquirer, 'F INVALID_API'],
    [miniProgram, 'U UNKNOWN_EXCEPTION'],
  ] as const)('because $name has no such API is answered %s', async (platform, answer) => {
    const desk = executeParts({ platform })
    const ending = await desk.send('payLater', payment)
    expect([ending.disposition, ending.api, answerOf(ending)]).toEqual(['unknown-api', 'unknown', answer])
    expectNothingBegun(desk)
  })

  it('because it is a notification is answered U: the wrong URL is registered', async () => {
    for (const platform of [wallet, acquirer, miniProgram]) {
      const desk = executeParts({ platform })
      const ending = await desk.send('notifyPayment', payment)
      expect([ending.disposition, ending.api, answerOf(ending)]).toEqual([
        'wrong-url',
        'unknown',
        'U UNKNOWN_EXCEPTION',
      ])
      expectNothingBegun(desk)
    }
  })
})

describe('a command whose body does not fit its row', () => {
  it('is answered F, its field named, and nothing that it holds', async () => {
    const desk = executeParts()
    const ending = await desk.send('pay', illegal)
    expect(ending).toMatchObject({ disposition: 'param-illegal', api: 'pay', cause: 'paymentAmount.value' })
    expect(JSON.parse(ending.body)).toEqual({
      result: {
        resultCode: 'PARAM_ILLEGAL',
        resultStatus: 'F',
        resultMessage: 'Illegal parameters: paymentAmount.value',
      },
    })
    expect(JSON.stringify(ending)).not.toContain('canary')
    expect([desk.calls.length, desk.recorded()]).toEqual([0, {}])
  })
})

describe('whatever a genuine sender sends', () => {
  const anyBody = fc.oneof(
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    anyMembers.map((members) => Buffer.from(objectOf(members).text)),
    fc
      .tuple(anyMembers, fc.string({ unit: 'binary', minLength: 1 }), fc.boolean())
      .map(([members, paymentRequestId, isWhole]) =>
        Buffer.from(
          objectOf([...members, ...membersOf({ ...payment, paymentRequestId }).slice(isWhole ? 0 : 1)]).text,
        ),
      ),
  )

  it('ends in one of the dispositions, and reaches the handler only where it is understood', async () => {
    const names = [...toyCommands.map(({ name }) => name), 'notifyPayment', 'constructor', '']
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), anyBody, async (name, body) => {
        const desk = executeParts()
        const { disposition, ...ending } = await desk.send(name, body)
        const isRun = ['succeeded', 'outcome-malformed'].includes(disposition)
        const isNot = ['param-illegal', 'unknown-api', 'wrong-url'].includes(disposition)
        expect([isRun, isNot]).toEqual([desk.calls.length === 1, desk.calls.length === 0])
        expect(answerOf(ending)).toMatch(/^[SFU] [A-Z_]+$/)
      }),
      { numRuns: 300 },
    )
  })
})
