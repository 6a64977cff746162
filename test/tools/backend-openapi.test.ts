import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOutcome } from '../../lib/commands/read-outcome.ts'
import { commandingPlatforms, commandsOf } from '../../lib/platforms/commands.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { backendOpenApi } from '../../tools/generate/backend/openapi.ts'
import { commandRequest, commandSamples } from '../support/command-samples.ts'
import { lacking } from '../support/message-changes.ts'
import { requiredOf } from '../support/required-fields.ts'

const text = backendOpenApi()
const document = JSON.parse(text)
const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'document')

const operationOf = (platform: PlatformName, name: string) => document.paths[`/${platform}/${name}`].post
const parsed = (body: Buffer) => JSON.parse(body.toString())

/** The document's own schema at a pointer, so that its references are resolved as a reader resolves them. */
function schemaAt(platform: PlatformName, name: string, rest: string) {
  const pointer = ['paths', `/${platform}/${name}`, 'post', ...rest.split(' ')].map((step) =>
    encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')),
  )
  return ajv.compile({ $ref: `document#/${pointer.join('/')}` })
}
const requestSchema = (platform: PlatformName, name: string) =>
  schemaAt(platform, name, 'requestBody content application/json schema')
const answerSchema = (platform: PlatformName, name: string) =>
  schemaAt(platform, name, 'responses 200 content application/json schema')

describe('docs/backend.openapi.json', () => {
  it('is fresh: npm run openapi', () => {
    const written = readFileSync(join(import.meta.dirname, '../../docs/backend.openapi.json'), 'utf8')
    expect(written).toBe(text)
  })

  it('has a path for every command, and no other', () => {
    const rows = commandingPlatforms.flatMap((platform) =>
      commandsOf(platform).map(({ name }) => `/${platform}/${name}`),
    )
    expect(Object.keys(document.paths)).toEqual(rows)
  })

  it('refers to nothing that it lacks', () => {
    const refs = [...text.matchAll(/"\$ref": "#\/components\/(\w+)\/(\w+)"/g)]
    expect(refs.length).toBeGreaterThan(100)
    for (const [, kind = '', name = ''] of refs) expect(document.components[kind]).toHaveProperty(name)
  })

  it('tells every command the headers of the contract', () => {
    const names = Object.values<{ name: string }>(document.components.parameters).map(({ name }) => name)
    expect(names).toEqual([
      'Idempotency-Key',
      'Alipay-Client-Id',
      'Alipay-Attempt',
      'Alipay-Deadline',
      'X-Correlation-Id',
    ])
    for (const { platform, api } of commandSamples) {
      expect(operationOf(platform, api.name).parameters).toHaveLength(names.length)
    }
  })

  it('gives an example of an id that can be computed anew', () => {
    const { description } = document.components.securitySchemes.signature
    const [, lines = '', id] = /the lines `(.*)` have the id `([\w-]{43})`/.exec(description) ?? []
    expect(hash('sha256', lines.replaceAll('`, `', '\n'), 'base64url')).toBe(id)
    expect(id).toBe('_UbjQhcdO_e3v-3ZLcjSgQzKyxMZBPPZrgXRV1l4xJI')
  })

  it('says of pay and its cancel which beats the other', () => {
    expect(operationOf('wallet', 'pay').description).toContain('`/wallet/cancelPayment` cancels it')
    expect(operationOf('wallet', 'cancelPayment').description).toContain(
      'cancels what `/wallet/pay` executes',
    )
    expect(operationOf('wallet', 'refund').description).not.toContain('cancels')
  })

  it('says what names an operation, what a repeat must share, and what is not recorded', () => {
    expect(operationOf('wallet', 'createOriginalCredit').description).toMatch(
      /^An operation is named by \(`originalCreditRequestId` or all that it says\)\./,
    )
    expect(operationOf('acquirer', 'initiateRetrieval').description).toContain(
      'another of `paymentRequestId` is F REPEAT_REQ_INCONSISTENT',
    )
    expect(operationOf('wallet', 'pay').description).toMatch(
      /^Where `paymentFactor.isPaymentEvaluation` is true it is not recorded: each delivery is a call\. Else an operation/,
    )
    expect(operationOf('wallet', 'sendOTP').description).toMatch(/^It is not recorded/)
  })

  it('says what is not called any more, and what to answer where an F would speak of something else', () => {
    expect(operationOf('wallet', 'pay').description).toContain(
      'after its `paymentExpiryTime` is F ORDER_IS_CLOSED, without a call',
    )
    expect(operationOf('wallet', 'cancelPayment').description).toContain(
      'Where you would say F ORDER_NOT_EXIST, answer S',
    )
  })
})

describe('every sample', () => {
  it.each(commandSamples)('$platform $name is an example', ({ platform, name, api, request, response }) => {
    const { requestBody, responses } = operationOf(platform, api.name)
    expect(requestBody.content['application/json'].examples[name].value).toEqual(parsed(request))
    expect(responses[200].content['application/json'].examples[name].value).toEqual(parsed(response))
  })

  it.each(commandSamples)('$platform $name is sent as the document says', ({ platform, api, request }) => {
    const isValid = requestSchema(platform, api.name)
    expect(isValid(commandRequest(platform, api.name, request)), ajv.errorsText(isValid.errors)).toBe(true)
    for (const field of requiredOf(platform, api.name).request) {
      expect(isValid(lacking(parsed(request), field.split('.')))).toBe(false)
    }
  })

  it.each(commandSamples)('$platform $name may be answered as the document says', (sample) => {
    const { platform, api, response } = sample
    const isValid = answerSchema(platform, api.name)
    expect(isValid(parsed(response)), ajv.errorsText(isValid.errors)).toBe(true)
    for (const field of requiredOf(platform, api.name).response) {
      expect(isValid(lacking(parsed(response), field.split('.')))).toBe(false)
    }
  })
})

describe('the document and the receiver agree', () => {
  const messages = fc.option(fc.string({ maxLength: 300 }), { nil: undefined })
  const codes = fc.oneof(
    fc.constantFrom(
      'SUCCESS',
      'ORDER_IS_CLOSED',
      'INVALID_ACCESS_TOKEN',
      'PAYMENT_IN_PROCESS',
      'REFUND_IN_PROCESS',
      'UNKNOWN_EXCEPTION',
      'REQUEST_TRAFFIC_EXCEED_LIMIT',
      'ORDER_NOT_EXIST',
      'A',
      '_A',
      '',
    ),
    fc.stringMatching(/^[A-Z0-9_]{0,66}$/),
    fc.string(),
  )
  const results = fc.record({
    resultStatus: fc.constantFrom('S', 'F', 'U', 'A', 's'),
    resultCode: codes,
    resultMessage: messages,
  })

  it.each(commandSamples)('on what may be answered to $platform $name', ({ platform, api, response }) => {
    const isValid = answerSchema(platform, api.name)
    fc.assert(
      fc.property(results, fc.boolean(), (result, isBare) => {
        const answer = JSON.parse(JSON.stringify(isBare ? { result } : { ...parsed(response), result }))
        // An empty text is absent to the receiver.
        if (answer.result.resultMessage === '') delete answer.result.resultMessage
        expect(isValid(answer)).toBe(readOutcome(answer, api).ok)
      }),
    )
  })
})
