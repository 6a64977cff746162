import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textAt } from '../../lib/content/fields.ts'
import { isObject, type JsonObject, type JsonValue, readJsonObject } from '../../lib/content/json.ts'
import { redact } from '../../lib/content/redact.ts'
import { eventOf } from '../../lib/notifications/event.ts'
import type { NotificationApi } from '../../lib/notifications/notification-api.ts'
import { matches } from '../../lib/notifications/recognise.ts'
import type { StateMoves } from '../../lib/notifications/report-api.ts'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import { forEvery } from '../support/for-every.ts'
import { completed, planted, requiredBy, variantsOf } from '../support/request/message-variants.ts'
import { entryAfter, messageOf, secretsOf } from '../support/request/messages.ts'
import { samples } from '../support/request/samples.ts'

const platforms: readonly PlatformName[] = ['acquirer', 'antom', 'mini-program', 'wallet', 'worldfirst']
const rows = platforms.flatMap((platform) => notificationsOf(platform).map((api) => ({ platform, api })))
const rowsWithStates = rows.flatMap(({ platform, api }) =>
  api.state ? [{ platform, api, ...api.state }] : [],
)
const cases = samples.map((sample) => ({
  ...sample,
  api: rowOf(sample),
  message: JSON.parse(sample.body.toString()),
}))

/** The row of the sample's name, or of the name that it is a variant of: `notifyPayment.pending`. */
function rowOf({ platform, name }: (typeof samples)[number]): NotificationApi {
  const named = (wanted: string) => notificationsOf(platform).find((api) => api.name === wanted)
  const api = named(name) ?? named(name.replace(/\..*/, ''))
  if (!api) throw new Error(`no row for ${platform}/${name}`)
  return api
}

const bytesOf = (message: unknown) => Buffer.from(JSON.stringify(message))

function contentOf(body: Buffer) {
  const content = readJsonObject(body)
  if (!content.ok) throw new Error(content.refusal)
  return content.value
}

const claimants = (platform: PlatformName, body: Buffer) =>
  notificationsOf(platform)
    .filter(({ when }) => matches(contentOf(body), when))
    .map(({ name }) => name)

/** The message with each type that a row of the platform is known by, where it has none of its own. */
function withEachType(message: object, platform: PlatformName) {
  return notificationsOf(platform)
    .flatMap(({ when: { oneOf: [field = '', ...types] = [] } }) => types.map((type) => ({ [field]: type })))
    .map((type) => ({ ...type, ...message }))
}

/** The names of the members at every level; a scalar has none. */
function shapeOf(value: JsonValue | undefined): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (!isObject(value)) return 'scalar'
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.map(([name, member]) => [name, shapeOf(member)]))
}

/** The members at every level, those of lists by their index. */
const membersOf = (value: unknown): [name: string, member: unknown][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap((member) => [member, ...membersOf(member[1])])
    : []

/** What makes every variant one of the row: the fields that it is known by, and one that names the subject. */
function tiesOf({ when, subject }: NotificationApi, body: Buffer) {
  const [, ...naming] = subject
  const name = naming.flat().find((path) => textAt(contentOf(body), path))
  return { needed: [...when.has, ...(name ? [name] : [])], kept: when.oneOf?.[0] }
}

/** The members that the row is known by, that name the message, and that its state is read from. */
function decidingIn({ when, subject: [, ...naming], identity, state }: NotificationApi, body: JsonObject) {
  const paths = [...when.has, ...(when.oneOf?.slice(0, 1) ?? []), ...naming.flat(), ...identity.flat()]
  const deciding = new Set(paths.map((path) => String(path).split('.')[0]))
  state?.of(new Proxy(body, { get: (target, name: string) => deciding.add(name) && target[name] }))
  return deciding
}

/** Everything of a message that leaves its receipt, in keys, logs and events. */
function told(platform: PlatformName, body: Buffer): string {
  const { receipt, understanding, ...naming } = messageOf(platform, body)
  const { subjectKey, receiptKey } = receipt
  const event = eventOf(receipt, entryAfter(undefined, receipt, understanding), understanding)
  return JSON.stringify({ naming, subjectKey, receiptKey, event })
}

const leadsInACircle = (moves: StateMoves, state: string, path: readonly string[] = []): boolean =>
  path.includes(state) || (moves[state] ?? []).some((next) => leadsInACircle(moves, next, [...path, state]))

describe('every sample', () => {
  it.each(cases)('$platform $name is taken by its row, at its own URL and at the bare one', (sample) => {
    const { platform, api, body } = sample
    const own = `/${platform}/notify/${api.segment ?? api.name}`
    for (const uri of [own, `/${platform}/notify`]) expect(messageOf(platform, body, uri).api).toBe(api.name)
  })

  it(
    'is claimed by no other row, whatever else it has',
    forEvery(cases, (sample) => {
      const { platform, api, body, message } = sample
      expect(claimants(platform, body)).toEqual([api.name])
      for (const typed of [message, ...withEachType(message, platform)]) {
        expect(claimants(platform, bytesOf(completed(typed, api)))).toEqual([api.name])
      }
    }),
  )

  it(
    'keeps its fields, however it is written',
    forEvery(cases, (sample) => {
      const { platform, api, body, message } = sample
      const keepsItsFields = (variant: Buffer) => {
        const { api: name, understanding } = messageOf(platform, variant)
        expect(name).toBe(api.name)
        expect(shapeOf(understanding.body)).toEqual(
          shapeOf(redact(contentOf(variant), api.secretFields ?? []).body),
        )
      }
      keepsItsFields(body)
      keepsItsFields(bytesOf(completed(message, api)))
      const variants = variantsOf(message, api, tiesOf(api, body))
      fc.assert(fc.property(variants, (variant) => keepsItsFields(bytesOf(variant))))
    }),
  )

  it(
    'needs nothing but what identifies and decides',
    forEvery(cases, (sample) => {
      const { platform, api, body } = sample
      const deciding = decidingIn(api, messageOf(platform, body).understanding.body)
      expect(requiredBy(api).filter((name) => !deciding.has(name))).toEqual([])
    }),
  )

  it(
    'has text for every documented scalar',
    forEvery(cases, ({ platform, api, message }) => {
      const members = membersOf(messageOf(platform, bytesOf(completed(message, api))).understanding.body)
      expect(members.filter(([, member]) => !['string', 'object'].includes(typeof member))).toEqual([])
    }),
  )

  it(
    'tells no secret in a name, a key or its event',
    forEvery(cases, (sample) => {
      const { platform, api, message } = sample
      const paths = secretsOf(platform, api, sample.body)
      const secrets = paths.map((path, index) => ({ path, canary: `canary-${index}` }))
      const body = bytesOf(
        secrets.reduce<unknown>((rest, { path, canary }) => planted(rest, path.split('.'), canary), message),
      )
      for (const { canary } of secrets) expect(body.toString()).toContain(canary)
      expect(told(platform, body)).not.toContain('canary')
    }),
  )

  it(
    'tells nothing that is named as a token or a code',
    forEvery(cases, (sample) => {
      const { platform, api, message } = sample
      const members = membersOf(messageOf(platform, bytesOf(completed(message, api))).understanding.body)
      const secret = /(token|paymentMethodId|paymentMethodMetaData|paymentResultInfo)$|^authCode$|^otp/i
      expect(members.filter(([name]) => secret.test(name))).toEqual([])
    }),
  )
})

describe('every row', () => {
  it(
    'has a sample',
    forEvery(rows, ({ platform, api }) => {
      expect(cases.some((sample) => sample.platform === platform && sample.api === api)).toBe(true)
    }),
  )

  it(
    'has states that lead on, in no circle',
    forEvery(rowsWithStates, ({ moves }) => {
      const states = Object.keys(moves)
      expect(states).toEqual(expect.arrayContaining(Object.values(moves).flat()))
      expect(states.filter((state) => leadsInACircle(moves, state))).toEqual([])
    }),
  )
})

describe('every file of a platform', () => {
  it.each(platforms)('%s: that holds a row is named for it, and the row is in the list', async (platform) => {
    const folder = new URL(`../../lib/platforms/${platform}/`, import.meta.url)
    const found: unknown[] = []
    for (const file of readdirSync(folder)) {
      const exported: Record<string, unknown> = { ...(await import(new URL(file, folder).href)) }
      const api = notificationsOf(platform).find(({ name }) => `${name}.ts` === file)
      if (api) expect(exported).toEqual({ [exportedAs(api.name)]: api })
      found.push(...Object.values(exported).filter((value) => Object.hasOwn(Object(value), 'identity')))
    }
    expect(new Set(found)).toEqual(new Set(notificationsOf(platform)))
  })
})

/** `notifyPayment.v1-tng` is exported as notifyPaymentV1Tng. */
function exportedAs(name: string): string {
  return name.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase())
}
