import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { isCredential } from '../../../lib/content/redact.ts'
import type { ReportApi } from '../../../lib/notifications/report-api.ts'
import type { JsonSchema } from './typescript.ts'

const text = { type: 'string' }
const flag = { type: 'boolean' }

/** A notification, or the answer to an inquiry. */
export interface DocumentedApi extends ReportApi {
  readonly page: string
  readonly subject: readonly [kind: string, ...unknown[]]
}

/** What differs from one event's detail to the next. */
interface DetailParts {
  readonly platform: JsonSchema
  readonly api: JsonSchema
  readonly recognised: boolean
  /** Of each state that the subject can have. */
  readonly state: JsonSchema
  /** None for an event without a body. */
  readonly body?: JsonSchema
}

/** The schema of NotificationDetail (lib/notifications/event.ts). */
export function detailSchema({ platform, api, recognised, state, body }: DetailParts): JsonSchema {
  const required: Record<string, JsonSchema> = {
    id: { ...text, description: 'The same at every delivery: deduplicate on it' },
    sequence: { type: 'integer', description: 'The number within the subject, from 1, without gaps' },
    platform,
    clientId: text,
    api,
    subject: text,
    receivedAt: text,
    recognised: { const: recognised },
    conflicting: flag,
    stale: flag,
    state: closed({ before: state, after: state }),
    changed: flag,
  }
  const settles = {
    type: 'integer',
    description:
      'The sequence of an event that contradicted what stood: Alipay was asked since, and state.after is true',
  }
  const redacted = {
    type: 'array',
    items: text,
    description: 'The fields that were left out of the body, such as list[].token',
  }
  const receipt = {
    ...closed({ subjectKey: text, receiptKey: text }),
    description: 'Where the whole body stands, if fields were left out or it is too large for an event',
  }
  return {
    type: 'object',
    properties: { ...required, ...(body && { settles, body, redacted, receipt }) },
    required: Object.keys(required),
    additionalProperties: false,
  }
}

function closed(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

/** The states that a subject of this API can have: those of every API of the platform that is about the same kind. */
export function stateSchema(api: DocumentedApi, apis: readonly DocumentedApi[]): JsonSchema {
  return stateOfAny(apis.filter(({ subject }) => subject[0] === api.subject[0]))
}

/** The states that the subjects of any of these APIs can have. */
export function stateOfAny(apis: readonly ReportApi[]): JsonSchema {
  const names = apis.flatMap(({ state }) => Object.keys(state?.moves ?? {}))
  return { enum: [...new Set(names), null] }
}

/** The schema of the body as the event has it, without the fields that never leave the receipt. */
export function bodySchema({ schema, secretFields = [] }: ReportApi): JsonSchema {
  const { $schema, ...body } = toJsonSchema(schema as GenericSchema, { typeMode: 'output' })
  return withoutSecrets(body as JsonSchema, secretFields)
}

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
