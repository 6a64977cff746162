import { toJsonSchemaDefs } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import type { CommandApi } from '../../../lib/commands/command-api.ts'
import { CONTENT } from '../../../lib/content/naming.ts'
import { amount, result } from '../../../lib/content/schema.ts'
import { commandingPlatforms, commandsOf } from '../../../lib/platforms/commands.ts'
import { merchant, store } from '../../../lib/platforms/merchant.ts'
import { order } from '../../../lib/platforms/order.ts'
import { paymentFactor } from '../../../lib/platforms/payment-factor.ts'
import { registrationResult } from '../../../lib/platforms/registration-result.ts'
import { quote } from '../../../lib/platforms/wallet/quote.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { commandSamplesOf } from '../../alipay/samples.ts'
import { answers, info, parameters, security, securitySchemes, servers } from './contract.ts'

interface Row {
  readonly platform: PlatformName
  readonly api: CommandApi
}

const rows: readonly Row[] = commandingPlatforms.flatMap((platform) =>
  commandsOf(platform).map((api) => ({ platform, api })),
)

/** The parts that rows share. */
const models = {
  Amount: amount,
  Result: result,
  Merchant: merchant,
  Store: store,
  Order: order,
  Quote: quote,
  PaymentFactor: paymentFactor,
  RegistrationResult: registrationResult,
}

/** What is generated from the rows: the HTTP contract with the partner's backend as an OpenAPI 3.1 document. */
export function backendOpenApi(): string {
  const schemas = allSchemas()
  const document = {
    openapi: '3.1.0',
    info,
    servers,
    security,
    tags: commandingPlatforms.map((name) => ({ name })),
    paths: Object.fromEntries(rows.map((row) => [pathOf(row), { post: operationOf(row, schemas) }])),
    components: { schemas: { ...answers, ...schemas }, parameters, securitySchemes },
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

type Schemas = ReturnType<typeof toJsonSchemaDefs>

/** Every schema by its name; a response that asks for nothing has none. */
function allSchemas(): Schemas {
  const messages = rows.flatMap((row) => [
    [nameOf(row, 'Request'), row.api.request],
    [nameOf(row, 'Response'), row.api.response],
  ])
  const definitions: Record<string, GenericSchema> = { ...models, ...Object.fromEntries(messages) }
  const schemas = toJsonSchemaDefs(definitions, {
    target: 'draft-2020-12',
    typeMode: 'output',
    // That a date is in the calendar: no pattern can say it.
    ignoreActions: ['check'],
    overrideRef: ({ referenceId }) => refTo(referenceId),
  })
  const asking = Object.entries(schemas).filter(
    ([, { properties }]) => !properties || Object.keys(properties).length > 0,
  )
  return Object.fromEntries(asking)
}

function operationOf(row: Row, schemas: Schemas) {
  const { platform, api } = row
  const samples = commandSamplesOf(platform).filter(({ name }) => name.split('.', 1)[0] === api.name)
  const examples = (part: 'request' | 'response') =>
    Object.fromEntries(samples.map((sample) => [sample.name, { value: JSON.parse(sample[part].toString()) }]))
  return {
    operationId: nameOf(row, ''),
    tags: [platform],
    summary: api.purpose,
    description: rulesOf(row).join('\n\n'),
    externalDocs: { url: api.page },
    parameters: Object.keys(parameters).map((name) => ({ $ref: `#/components/parameters/${name}` })),
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: { $ref: refTo(nameOf(row, 'Request')) },
          examples: examples('request'),
        },
      },
    },
    responses: {
      200: {
        description: 'The outcome.',
        content: {
          'application/json': { schema: { oneOf: outcomesOf(row, schemas) }, examples: examples('response') },
        },
      },
      default: { description: 'Answered U; the command comes again.' },
    },
  }
}

function outcomesOf(row: Row, schemas: Schemas): object[] {
  const response = nameOf(row, 'Response')
  const { failures, instead = {} } = row.api
  const others = Object.keys(instead)
  const resultCode = failures ? { enum: failures } : others.length > 0 && { not: { enum: others } }
  return [
    allOf('Succeeded', Object.hasOwn(schemas, response) && { $ref: refTo(response) }),
    ...(failures?.length === 0
      ? []
      : [allOf('Failed', resultCode && { properties: { result: { properties: { resultCode } } } })]),
    { $ref: refTo('Undecided') },
  ]
}

function allOf(name: keyof typeof answers, more: object | false): object {
  const answer = { $ref: refTo(name) }
  return more ? { allOf: [answer, more] } : answer
}

/** What the record does for this API, and what is left to the backend. */
function rulesOf({ platform, api }: Row): string[] {
  const kin = rows.find((row) => row.platform === platform && row.api !== api && isKin(row.api, api))
  const cancel = kin && (api.cancels ? cancels(kin) : isCancelledBy(kin))
  const unknown = `What is not known is U ${api.inProgress.resultCode}.`
  const rules = [recording(api), expiring(api), cancel, unknown, ...notFinal(api)]
  return rules.filter((rule) => rule !== undefined)
}

function isKin(one: CommandApi, other: CommandApi): boolean {
  return one.operation[0] === other.operation[0]
}

function recording({ recorded, operation: [, ...parts], keyFields }: CommandApi): string {
  if (recorded === 'never') {
    return 'It is not recorded: each delivery is a call, with an Idempotency-Key of its own.'
  }
  const names = parts.map((part) =>
    typeof part === 'string' ? spelt(part) : `(${part.map(spelt).join(' or ')})`,
  )
  const others = keyFields.map(spelt).join(', ')
  return [
    `${typeof recorded === 'object' ? `Where ${exception(recorded)} it is not recorded: each delivery is a call. Else an` : 'An'} operation is named by ${names.join(' and ')}.`,
    'The receiver answers what repeats an S or F by itself.',
    ...(others ? [`A repeat with another of ${others} is F REPEAT_REQ_INCONSISTENT, without a call.`] : []),
  ].join(' ')
}

function expiring({ expiry }: CommandApi): string | undefined {
  if (!expiry) return undefined
  return `What comes for the first time after its \`${expiry.at}\` is F ${expiry.answer.resultCode}, without a call. What was first begun in time is asked for again, also after it: say what became of the attempt before, and begin nothing.`
}

function notFinal({ instead = {} }: CommandApi): readonly string[] {
  return Object.entries(instead).map(([code, advice]) => `Where you would say F ${code}, answer ${advice}.`)
}

function exception({ unless: [field, value] }: { readonly unless: readonly [string, string] }): string {
  return `${spelt(field)} is ${value}`
}

function spelt(field: string): string {
  return field === CONTENT ? 'all that it says' : `\`${field}\``
}

function cancels(kin: Row): string {
  return `It cancels what \`${pathOf(kin)}\` executes under the same name, and beats it: once this was taken, refuse the other (F ORDER_IS_CLOSED) for good, also where it comes afterwards. The receiver holds it back until the other has an outcome, or until two seconds after the deadline of its call: one on which you work longer, or that you answered U, can meet its cancel.`
}

function isCancelledBy(kin: Row): string {
  return `\`${pathOf(kin)}\` cancels it: once that was taken, refuse this (F ORDER_IS_CLOSED) for good, also where it was never seen.`
}

function pathOf({ platform, api }: Row): string {
  return `/${platform}/${api.name}`
}

function refTo(schema: string): string {
  return `#/components/schemas/${schema}`
}

/** `WalletPayRequest`. */
function nameOf({ platform, api }: Row, part: string): string {
  const words = `${platform}-${api.name}`.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())
  return `${words}${part}`
}
