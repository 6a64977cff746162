import { join } from 'node:path'
import { unresolved } from '../../../lib/inquiries/unresolved.ts'
import { UNRECOGNISED } from '../../../lib/notifications/receipt.ts'
import { inquiriesOf } from '../../../lib/platforms/inquiries.ts'
import { notificationsOf, notifyingPlatforms } from '../../../lib/platforms/notifications.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { bodySchema, type DocumentedApi, detailSchema, stateOfAny, stateSchema } from './detail-schema.ts'
import { type JsonSchema, typeOf } from './typescript.ts'

/** One kind of event on the bus: its source, its detail-type, and what is in its detail. */
interface EventKind {
  readonly platform: PlatformName
  readonly detailType: string
  readonly typeName: string
  readonly detail: JsonSchema
  /** The type of the detail as TypeScript. */
  readonly type: string
  readonly page?: string
}

/** What is generated from the rows, by file below docs/events: a JSON Schema for each event's `detail`, and the types. */
export function eventFiles(): ReadonlyMap<string, string> {
  const kinds = notifyingPlatforms.flatMap(kindsOf)
  const schemas = kinds.map(({ platform, detailType, detail }) => {
    const schema = { $schema: 'http://json-schema.org/draft-07/schema#', ...detail }
    return [join(platform, `${detailType}.json`), `${JSON.stringify(schema, null, 2)}\n`] as const
  })
  return new Map([...schemas, ['events.d.ts', typesOf(kinds)]])
}

function kindsOf(platform: PlatformName): readonly EventKind[] {
  const inquiries = inquiriesOf(platform)
  const apis: readonly DocumentedApi[] = [...notificationsOf(platform), ...inquiries]
  return [
    ...apis.map((api) => ({
      ...understoodKind(platform, api.name, stateSchema(api, apis), bodySchema(api)),
      page: api.page,
    })),
    ...(inquiries.length > 0
      ? [understoodKind(platform, unresolved.name, stateOfAny(inquiries), bodySchema(unresolved))]
      : []),
    unrecognisedKind(platform),
  ]
}

function understoodKind(
  platform: PlatformName,
  name: string,
  state: JsonSchema,
  body: JsonSchema,
): EventKind {
  const only = { platform: { const: platform }, api: { const: name } }
  return {
    platform,
    detailType: name,
    typeName: typeName(platform, name),
    detail: detailSchema({ ...only, recognised: true, state, body }),
    type: `NotificationDetail<${[quoted(platform), quoted(name), typeOf(state), typeOf(body)].join(', ')}>`,
  }
}

/** A genuine message that no row understands: what it says stands in its receipt alone. */
function unrecognisedKind(platform: PlatformName): EventKind {
  const detail = detailSchema({
    platform: { const: platform },
    api: { const: UNRECOGNISED },
    recognised: false,
    state: { const: null },
  })
  return {
    platform,
    detailType: UNRECOGNISED,
    typeName: typeName(platform, UNRECOGNISED),
    detail,
    type: typeOf(detail),
  }
}

function typesOf(kinds: readonly EventKind[]): string {
  const generic = detailSchema({
    platform: { $ref: 'Platform' },
    api: { $ref: 'Api' },
    recognised: true,
    state: { $ref: 'State' },
    body: { $ref: 'Body' },
  })
  const details = kinds.map(
    ({ typeName, type, page }) => `${page ? `\n/** ${page} */` : ''}\nexport type ${typeName} = ${type}\n`,
  )
  const union = kinds.map(
    ({ platform, detailType, typeName }) =>
      `\n  | BusEvent<${quoted(`alipay.${platform}`)}, ${quoted(detailType)}, ${typeName}>`,
  )
  return `/** The detail of an event that a row understands. */
export interface NotificationDetail<Platform, Api, State, Body> ${typeOf(generic)}

/** An event as EventBridge delivers it. */
export interface BusEvent<Source, DetailType, Detail> {
  readonly version: string
  /** EventBridge's own, another at each delivery: deduplicate on \`detail.id\`. */
  readonly id: string
  readonly source: Source
  readonly 'detail-type': DetailType
  readonly account: string
  readonly time: string
  readonly region: string
  readonly resources: readonly string[]
  readonly detail: Detail
}

/** Every event that the receiver publishes. \`source\` and \`detail-type\` together say which one it is. */
export type AlipayEvent =${union.join('')}
${details.join('')}`
}

/** `AntomNotifyPayment`. */
function typeName(platform: PlatformName, name: string): string {
  return `${platform}-${name}`.replace(/(^|[-.])(\w)/g, (_, _separator, letter: string) =>
    letter.toUpperCase(),
  )
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
