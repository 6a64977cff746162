import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { isCredential } from '../lib/content/redact.ts'
import type { NotificationApi } from '../lib/notifications/notification-api.ts'
import { notificationsOf, notifyingPlatforms } from '../lib/platforms/notifications.ts'
import type { PlatformName } from '../lib/protocol/platform.ts'
import { type JsonSchema, typeOf } from './event-types.ts'

const text = { type: 'string' }
const state = { type: ['string', 'null'] }

/** What is generated from the rows, by file below docs/events: a JSON Schema and a type for each event's `detail`. */
export function eventFiles(): ReadonlyMap<string, string> {
  const apis = notifyingPlatforms.flatMap((platform) =>
    notificationsOf(platform).map((api) => ({ platform, api })),
  )
  const schemas = apis.map(({ platform, api }) => {
    const detail = detailSchema({ const: platform }, { const: api.name }, bodySchema(api))
    const schema = { $schema: 'http://json-schema.org/draft-07/schema#', ...detail }
    return [join(platform, `${api.name}.json`), `${JSON.stringify(schema, null, 2)}\n`] as const
  })
  const types = apis.map(({ platform, api }) => {
    const parts = [JSON.stringify(platform), JSON.stringify(api.name), typeOf(bodySchema(api))]
    return `\n/** ${api.page} */\nexport type ${typeName(platform, api)} = NotificationDetail<${parts.join(', ')}>\n`
  })
  return new Map([...schemas, ['events.d.ts', `${genericType()}${types.join('')}`]])
}

function genericType(): string {
  const generic = detailSchema({ $ref: 'Platform' }, { $ref: 'Api' }, { $ref: 'Body' })
  return `/** The detail of an event on the bus. */\nexport interface NotificationDetail<Platform, Api, Body> ${typeOf(generic)}\n`
}

/** The schema of NotificationDetail (lib/notifications/event.ts) with the body of this API. */
function detailSchema(platform: JsonSchema, api: JsonSchema, body: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: {
      id: { ...text, description: 'The same at every delivery: deduplicate on it' },
      sequence: { type: 'integer', description: 'The number within the subject, from 1, without gaps' },
      platform,
      clientId: text,
      api,
      subject: text,
      receivedAt: text,
      recognised: { const: true },
      conflicting: { type: 'boolean' },
      stale: { type: 'boolean' },
      state: {
        type: 'object',
        properties: { before: state, after: state },
        required: ['before', 'after'],
        additionalProperties: false,
      },
      changed: { type: 'boolean' },
      body,
      redacted: {
        type: 'array',
        items: text,
        description: 'The fields that were left out of the body, such as list[].token',
      },
      receipt: {
        type: 'object',
        description: 'Where the whole body stands, if fields were left out or it is too large for an event',
        properties: { subjectKey: text, receiptKey: text },
        required: ['subjectKey', 'receiptKey'],
        additionalProperties: false,
      },
    },
    required: [
      'id',
      'sequence',
      'platform',
      'clientId',
      'api',
      'subject',
      'receivedAt',
      'recognised',
      'conflicting',
      'stale',
      'state',
      'changed',
    ],
    additionalProperties: false,
  }
}

function bodySchema({ schema, secretFields = [] }: NotificationApi): JsonSchema {
  const { $schema, ...body } = toJsonSchema(schema as GenericSchema, { typeMode: 'output' })
  return withoutSecrets(body as JsonSchema, secretFields)
}

/** Secret fields never leave the receipt. */
function withoutSecrets(schema: JsonSchema, secretFields: readonly string[], path = ''): JsonSchema {
  if (schema.items) return { ...schema, items: withoutSecrets(schema.items, secretFields, `${path}[]`) }
  if (!schema.properties) return schema
  const pathOf = (name: string) => (path ? `${path}.${name}` : name)
  const isOpen = (name: string) => !isCredential(name) && !secretFields.includes(pathOf(name))
  const members = Object.entries(schema.properties).filter(([name]) => isOpen(name))
  return {
    ...schema,
    properties: Object.fromEntries(
      members.map(([name, member]) => [name, withoutSecrets(member, secretFields, pathOf(name))]),
    ),
    ...(schema.required && { required: schema.required.filter(isOpen) }),
  }
}

/** `AntomNotifyPayment`. */
function typeName(platform: PlatformName, { name }: NotificationApi): string {
  return `${platform}-${name}`.replace(/(^|[-.])(\w)/g, (_, _separator, letter: string) =>
    letter.toUpperCase(),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(import.meta.dirname, '../docs/events')
  rmSync(folder, { recursive: true, force: true })
  for (const [file, contents] of eventFiles()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), contents)
  }
}
