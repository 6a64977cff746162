import { describe, expect, expectTypeOf, it } from 'vitest'
import type { BackendHandlers } from '../../lib/commands/backend.ts'
import type { CommandApi } from '../../lib/commands/command-api.ts'
import { readOutcome } from '../../lib/commands/read-outcome.ts'
import { neverFinal } from '../../lib/commands/results.ts'
import { commandingPlatforms, commandsOf } from '../../lib/platforms/commands.ts'
import type { walletCommands } from '../../lib/platforms/wallet/commands.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { forEvery } from '../support/for-every.ts'
import { commandRequest, commandSamples, readCommand } from '../support/request/command-samples.ts'
import { extended, lacking, optionalIn, rewritten } from '../support/request/message-changes.ts'
import { requiredOf } from '../support/request/required-fields.ts'

const rows = commandingPlatforms.flatMap((platform) => commandsOf(platform).map((api) => ({ platform, api })))
const namesOf = (platform: PlatformName) => commandsOf(platform).map(({ name }) => name)
const namesWhere = (holds: (api: CommandApi) => boolean) =>
  rows.filter(({ api }) => holds(api)).map(({ api }) => api.name)

const json = (value: unknown) => Buffer.from(JSON.stringify(value))
const parsed = (body: Buffer) => JSON.parse(body.toString())

/** The S as the platform is told it. */
function answered(given: Buffer, api: CommandApi): unknown {
  const outcome = readOutcome(given, api)
  if (!outcome.ok) throw new Error(outcome.refusal)
  expect(outcome.value.status).toBe('S')
  return JSON.parse(outcome.value.body)
}

describe('every command', () => {
  it(
    'has a sample',
    forEvery(rows, ({ platform, api }) => {
      expect(commandSamples.some((sample) => sample.platform === platform && sample.api === api)).toBe(true)
    }),
  )

  it(
    'can be read beside its page',
    forEvery(rows, ({ api }) => {
      expect(api.page).toMatch(/^https:\/\/[\w./-]+$/)
      expect(api.purpose).toMatch(/^[A-Z].*[^.]\.$/)
    }),
  )

  it.each(commandingPlatforms)('of %s has a name of its own, by which its URL ends', (platform) => {
    expect(new Set(namesOf(platform)).size).toBe(namesOf(platform).length)
  })

  it.each(commandingPlatforms)('of %s is an operation of a kind of its own', (platform) => {
    const acts = commandsOf(platform).filter(({ cancels }) => !cancels)
    expect(new Set(acts.map(({ operation: [kind] }) => kind)).size).toBe(acts.length)
  })

  it('is an operation that another executes, where it cancels', () => {
    const cancels = rows.filter(({ api }) => api.cancels)
    expect(cancels.map(({ api }) => api.name)).toEqual(['cancelPayment'])
    for (const { platform, api } of cancels) {
      const others = commandsOf(platform).filter((one) => one !== api)
      expect(others.map(({ operation }) => operation)).toContainEqual(api.operation)
    }
  })

  it('is waited for 8 s where it pays, gives back, cancels or decodes, else 5 s', () => {
    expect(namesWhere(({ senderTimeoutMs }) => senderTimeoutMs === 8_000)).toEqual([
      'userInitiatedPay',
      'pay',
      'cancelPayment',
      'refund',
    ])
  })

  it('is recorded, unless it only asks or its content says so', () => {
    expect(namesWhere(({ recorded }) => recorded === 'never')).toEqual([
      'consultUnbinding',
      'userInitiatedPay',
      'inquiryPushPayment',
      'inquiryPayment',
      'prepare',
      'sendOTP',
      'evaluateOriginalCredit',
      'inquireOriginalCredit',
    ])
    expect(namesWhere(({ recorded }) => typeof recorded === 'object')).toEqual(['pay', 'applyToken'])
  })

  it('has in common with its repeats what the pages list, and what no repeat changes', () => {
    const listed = rows.filter(({ api }) => api.keyFields.length > 0)
    const text = ({ name, keyFields }: CommandApi) => [name, ...keyFields].join(' ')
    const amounts = / (\w+)\.currency \1\.value/g
    expect(listed.map(({ api }) => text(api).replace(amounts, ' $1.*'))).toEqual([
      'pushPayment codeValue paymentRequestId paymentAmount.* settlementAmount.*',
      'initiateRetrieval paymentRequestId',
      'initiateEscalation paymentRequestId escalationAmount.*',
      'pay paymentAmount.* payToAmount.* surchargeInfo paymentMethod.paymentMethodType paymentMethod.paymentMethodId paymentMethod.customerId paymentPromoInfo',
      'refund paymentRequestId refundAmount.* refundFromAmount.* refundPromoInfo surchargeInfo',
      'registration merchantInfo.referenceMerchantId storeInfo.referenceStoreId',
      'responseEscalation refundType refundAmount.*',
      'createOriginalCredit payerAmount.* scenarioType subScenarioType payee.userId',
    ])
  })

  it('has, while its outcome is not known, a U of its page', () => {
    const codes = Map.groupBy(rows, ({ api }) => api.inProgress.resultCode)
    codes.delete('UNKNOWN_EXCEPTION')
    expect([...codes].map(([code, of]) => [code, ...of.map(({ api }) => api.name)])).toEqual([
      ['PAYMENT_IN_PROCESS', 'userInitiatedPay', 'pushPayment', 'pay', 'cancelPayment'],
      ['REFUND_IN_PROCESS', 'refund'],
      ['ORIGINAL_CREDIT_IN_PROCESS', 'createOriginalCredit', 'confirmOriginalCredit'],
    ])
  })

  it('compares fields, not elements of lists, which no digest would have', () => {
    for (const { api } of rows) expect(api.keyFields.join()).not.toContain('[]')
  })
})

const movedOrFlag = /Amount$|^paymentFactor$/
const movedOrTime = /Amount$|^paymentFactor$|Time$/

/** The message changed, but for what is more than a text: the amounts that it moves, the flags that it raises. */
function exceptTyped(
  change: (message: object) => unknown,
  message: object,
  typedNames = movedOrFlag,
): object {
  const typed = Object.entries(message).filter(([name]) => typedNames.test(name))
  return { ...Object(change(message)), ...Object.fromEntries(typed) }
}

describe('a time in the answer of every sample', () => {
  const timed = commandSamples.flatMap(({ api, response }) => {
    const answer = parsed(response)
    return Object.keys(answer).flatMap((field) => (/Time$/.test(field) ? [{ api, answer, field }] : []))
  })

  it('is one of these', () => {
    expect([...new Set(timed.map(({ api, field }) => `${api.name} ${field}`))].sort()).toEqual([
      'applyToken accessTokenExpiryTime',
      'applyToken refreshTokenExpiryTime',
      'createOriginalCredit originalCreditTime',
      'inquiryPayment paymentTime',
      'inquiryPushPayment paymentTime',
      'pay paymentTime',
      'pushPayment paymentTime',
      'refund refundTime',
      'userInitiatedPay paymentExpiryTime',
    ])
  })

  it(
    'is no outcome where it is not RFC 3339, by name and without its value',
    forEvery(timed, ({ api, answer, field }) => {
      expect(readOutcome({ ...answer, [field]: 'yesterday' }, api)).toEqual({
        ok: false,
        refusal: `${field} is missing or illegal`,
      })
    }),
  )
})

describe('the request of every sample', () => {
  it(
    'is understood by its row',
    forEvery(commandSamples, ({ platform, api, request }) => {
      expect(readCommand(platform, api.name, request)).toMatchObject({ kind: 'command', api })
    }),
  )

  it(
    'is refused without what its row requires, by name',
    forEvery(commandSamples, (sample) => {
      const { platform, api, request } = sample
      for (const field of requiredOf(platform, api.name).request) {
        const body = json(lacking(parsed(request), field.split('.')))
        expect(readCommand(platform, api.name, body)).toMatchObject({ kind: 'illegal', api, field })
      }
    }),
  )

  it(
    'needs nothing else',
    forEvery(commandSamples, ({ platform, api, request }) => {
      const optional = optionalIn(parsed(request), requiredOf(platform, api.name).request)
      const least = optional.reduce((rest, path) => lacking(rest, path.split('.')), parsed(request))
      expect(readCommand(platform, api.name, json(least))).toMatchObject({ kind: 'command' })
    }),
  )

  it(
    'has texts in place of numbers and booleans',
    forEvery(commandSamples, (sample) => {
      const { platform, api, request } = sample
      for (const scalar of [12, true]) {
        const given = exceptTyped((message) => rewritten(message, scalar), parsed(request))
        const texts = exceptTyped((message) => rewritten(message, String(scalar)), parsed(request))
        expect(commandRequest(platform, api.name, json(given))).toEqual(texts)
      }
    }),
  )

  it(
    'moves whole amounts only',
    forEvery(commandSamples, ({ platform, api, request }) => {
      const moved = Object.entries(parsed(request)).filter(([name]) => name.endsWith('Amount'))
      for (const [name, amount] of moved) {
        for (const value of ['-1', '7.5', '732.00', '1e2', '1e-1', true]) {
          const body = json({ ...parsed(request), [name]: { ...Object(amount), value } })
          expect(readCommand(platform, api.name, body)).toMatchObject({
            kind: 'illegal',
            api,
            field: `${name}.value`,
          })
        }
      }
    }),
  )

  it(
    'keeps fields that no page names',
    forEvery(commandSamples, (sample) => {
      const { platform, api, request } = sample
      const message = extended(parsed(request))
      expect(commandRequest(platform, api.name, json(message))).toEqual(message)
    }),
  )
})

describe('the response of every sample', () => {
  it(
    'may be answered',
    forEvery(commandSamples, ({ api, response }) => {
      expect(answered(response, api)).toEqual(parsed(response))
    }),
  )

  it(
    'may not, without what its row asks for',
    forEvery(commandSamples, (sample) => {
      const { platform, api, response } = sample
      for (const field of requiredOf(platform, api.name).response) {
        const outcome = readOutcome(json(lacking(parsed(response), field.split('.'))), api)
        expect(outcome).toEqual({ ok: false, refusal: `${field} is missing or illegal` })
      }
    }),
  )

  it(
    'is answered with texts, as Alipay+ orders',
    forEvery(commandSamples, (sample) => {
      const { result, codeType, ...rest } = parsed(sample.response)
      const withEach = (scalar: unknown) => ({
        result,
        codeType,
        ...exceptTyped((message) => rewritten(message, scalar), rest, movedOrTime),
      })
      for (const scalar of [true, 12]) {
        expect(answered(json(withEach(scalar)), sample.api)).toEqual(withEach(String(scalar)))
      }
    }),
  )

  it(
    'keeps fields that no page names',
    forEvery(commandSamples, ({ api, response }) => {
      const { result, ...rest } = parsed(response)
      const given = { result, ...Object(extended(rest)) }
      expect(answered(json(given), api)).toEqual(given)
    }),
  )
})

describe('an F', () => {
  it(
    'has a code of its page, where that is known whole',
    forEvery(rows, ({ api }) => {
      const isAnswered = (resultCode: string) =>
        readOutcome({ result: { resultStatus: 'F', resultCode } }, api).ok
      for (const code of api.failures ?? []) expect(isAnswered(code)).toBe(true)
      expect(isAnswered('ANY_OTHER')).toBe(api.failures === undefined)
    }),
  )

  it(
    'never has the code of a U',
    forEvery(rows, ({ api }) => {
      for (const resultCode of [...neverFinal, api.inProgress.resultCode]) {
        const read = readOutcome({ result: { resultStatus: 'F', resultCode } }, api)
        expect(read).toEqual({ ok: false, refusal: `${resultCode} ends nothing: answer it with U` })
        expect(readOutcome({ result: { resultStatus: 'U', resultCode } }, api).ok).toBe(true)
      }
    }),
  )

  it('that speaks of another operation, which may still come, says what its page asks for', () => {
    const speaking = rows.filter(({ api }) => api.instead)
    expect(speaking.map(({ api }) => [api.name, ...Object.keys(api.instead ?? {})].join(' '))).toEqual([
      'cancelPayment ORDER_NOT_EXIST ORDER_IS_CLOSED',
      'refund ORDER_NOT_EXIST',
      'confirmOriginalCredit ORDER_NOT_EXIST',
    ])
    for (const { api } of speaking) {
      for (const [resultCode, advice] of Object.entries(api.instead ?? {})) {
        expect(readOutcome({ result: { resultStatus: 'F', resultCode } }, api)).toEqual({
          ok: false,
          refusal: `${resultCode} speaks of what may still come: answer ${advice} (${api.page})`,
        })
      }
    }
  })
})

describe('commandsOf', () => {
  it('has none for antom and worldfirst, which send notifications only', () => {
    expect(commandingPlatforms).toEqual(['acquirer', 'mini-program', 'wallet'])
    for (const platform of ['antom', 'worldfirst'] as const) expect(commandsOf(platform)).toEqual([])
  })

  it(
    'has from the file of that name',
    forEvery(rows, async ({ platform, api }) => {
      const file = new URL(`../../lib/platforms/${platform}/${api.name}.ts`, import.meta.url)
      expect({ ...(await import(file.href)) }).toEqual({ [api.name]: api })
    }),
  )

  it('leaves the rows so exact that each handler is typed by its own', () => {
    type Handlers = BackendHandlers<typeof walletCommands>
    type RequestOf<Name extends keyof Handlers> = Parameters<Handlers[Name]>[0]['request']
    expectTypeOf<keyof Handlers>().toEqualTypeOf<(typeof walletCommands)[number]['name']>()
    expectTypeOf<RequestOf<'pay'>['paymentAmount']['value']>().toEqualTypeOf<string>()
    expectTypeOf<RequestOf<'refund'>['refundReason']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<RequestOf<'confirmOriginalCredit'>['originalCreditId']>().toEqualTypeOf<string | undefined>()
  })
})
