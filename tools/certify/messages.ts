import type { CommandApi } from '../../lib/commands/command-api.ts'
import { isObject, type JsonObject } from '../../lib/content/json.ts'
import { commandingPlatforms, commandsOf } from '../../lib/platforms/commands.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { freshCommand } from '../alipay/fresh-messages.ts'
import { problem } from '../terminal/problem.ts'
import type { Message } from './direct.ts'

/** A field of the messages that the user's sandbox needs otherwise; an empty value takes the field away. */
export interface Setting {
  /** Of this API alone; else of every message that has the field. */
  readonly api?: string
  readonly path: readonly string[]
  readonly value: string
}

export interface Money {
  readonly currency: string
  readonly value: string
}

export interface TestData {
  readonly settings: readonly Setting[]
  readonly amount: Money
}

/** Every API by the path of its calls, without a slash before it: `wallet/pay`. */
export const apisByPath: ReadonlyMap<string, { readonly platform: PlatformName; readonly api: CommandApi }> =
  new Map(
    commandingPlatforms.flatMap((platform) =>
      commandsOf(platform).map((api) => [`${platform}/${api.name}`, { platform, api }] as const),
    ),
  )

/** The message of the API's sample, its ids ending in `-<id>`, with the test data and these fields. */
export type NewMessage = (path: string, id: string, changes?: JsonObject) => Message

/** Throws a problem where a setting names a field that no message has. */
export function newMessages({ settings, amount }: TestData): NewMessage {
  for (const setting of settings) checkSetting(setting)
  return (path, id, changes = {}) => {
    const row = apisByPath.get(path)
    if (!row) throw new Error(`there is no API ${path}`)
    const sample: JsonObject = JSON.parse(freshCommand(row.platform, row.api.name, id))
    const own = settings.filter((setting) => concerns(setting, row.api.name, sample))
    const body = own.reduce<JsonObject>(
      (message, { path, value }) => withField(message, path, value),
      withAmount(sample, amount),
    )
    return { ...row, body: { ...body, ...changes } }
  }
}

function checkSetting(setting: Setting): void {
  const isUsed = [...apisByPath.values()].some(({ platform, api }) =>
    concerns(setting, api.name, JSON.parse(freshCommand(platform, api.name, '1'))),
  )
  if (isUsed) return
  const { api, path } = setting
  throw problem(
    api
      ? `--set ${api}:…: no API is named ${api}`
      : `--set ${path.join('.')}: no message has this field; to add it to one, name its API: --set pay:${path.join('.')}=…`,
  )
}

function concerns({ api, path }: Setting, name: string, sample: JsonObject): boolean {
  return api ? api === name : hasField(sample, path)
}

function hasField(body: JsonObject, [name = '', ...rest]: readonly string[]): boolean {
  const value = body[name]
  if (value === undefined || rest.length === 0) return value !== undefined
  return isObject(value) && hasField(value, rest)
}

function withField(body: JsonObject, [name = '', ...rest]: readonly string[], value: string): JsonObject {
  if (rest.length > 0) {
    const inner = body[name]
    return { ...body, [name]: withField(isObject(inner) ? inner : {}, rest, value) }
  }
  return { ...body, [name]: value === '' ? undefined : value }
}

const amounts = ['paymentAmount', 'refundAmount', 'payerAmount', 'payeeAmount', 'escalationAmount']
/** What the sample converts its own amount to: it would contradict another one. */
const converted = ['payToAmount', 'paymentQuote', 'refundFromAmount', 'settlementAmount']

/** The same message about this amount. */
function withAmount(sample: JsonObject, amount: Money): JsonObject {
  const members = Object.entries(sample).filter(([name]) => !converted.includes(name))
  return Object.fromEntries(
    members.map(([name, value]) => {
      if (amounts.includes(name)) return [name, { ...amount }]
      return [name, name === 'order' && isObject(value) ? { ...value, orderAmount: { ...amount } } : value]
    }),
  )
}
