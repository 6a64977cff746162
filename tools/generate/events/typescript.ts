/** The part of JSON Schema that the rows make. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  /** The name of another type. */
  readonly $ref?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
}

/** A JSON Schema as a TypeScript type; throws on what the rows do not make, so that nothing is left out in silence. */
export function typeOf(schema: JsonSchema, indent = ''): string {
  if (schema.$ref) return schema.$ref
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(one, indent)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (Array.isArray(schema.type))
    return schema.type.map((type) => typeOf({ ...schema, type }, indent)).join(' | ')
  if (schema.type === 'array') return `readonly (${typeOf(schema.items ?? {}, indent)})[]`
  if (schema.type === 'object') return objectOf(schema, indent)
  if (schema.type === 'integer') return 'number'
  if (schema.type === undefined) return 'unknown'
  if (['string', 'boolean', 'null'].includes(String(schema.type))) return String(schema.type)
  throw new Error(`no TypeScript for ${JSON.stringify(schema)}`)
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  indent: string,
): string {
  const inner = `${indent}  `
  const members = Object.entries(properties).map(([name, member]) => {
    const mark = required.includes(name) ? '' : '?'
    return `${inner}readonly ${JSON.stringify(name).replace(/^"(\w+)"$/, '$1')}${mark}: ${typeOf(member, inner)}\n`
  })
  const rest = additionalProperties === false ? '' : `${inner}readonly [other: string]: unknown\n`
  return `{\n${members.join('')}${rest}${indent}}`
}
