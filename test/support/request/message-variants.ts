import fc from 'fast-check'
import type { ReportApi } from '../../../lib/notifications/report-api.ts'

/** The part of a valibot schema that is read here. */
interface Node {
  readonly type: string
  readonly entries?: Readonly<Record<string, Node>>
  readonly wrapped?: Node
  readonly item?: Node
  readonly options?: readonly Node[]
}

type Members = Readonly<Record<string, unknown>>

const nodeOf = ({ schema }: Pick<ReportApi, 'schema'>) => schema as unknown as Node

/** The fields of the message's own level that no message of the row may lack. */
export function requiredBy(api: Pick<ReportApi, 'schema'>): string[] {
  const entries = Object.entries(nodeOf(api).entries ?? {})
  return entries.filter(([, { type }]) => type !== 'optional').map(([name]) => name)
}

/** The message with every field that its row documents, at every level; a scalar that it lacks is true. */
export function completed(message: Members, api: Pick<ReportApi, 'schema'>): Members {
  return completedMembers(message, nodeOf(api))
}

function completedMembers(message: Members, { entries = {} }: Node): Members {
  const documented = Object.entries(entries).map(([name, entry]) => [
    name,
    completedValue(message[name], entry),
  ])
  return { ...message, ...Object.fromEntries(documented) }
}

function completedValue(value: unknown, schema: Node | undefined): unknown {
  const node = nodeFor(value, schema)
  if (Array.isArray(value)) return value.map((element) => completedValue(element, node?.item))
  if (isMembers(value)) return node ? completedMembers(value, node) : value
  if (value !== undefined) return value
  if (node?.item) return [completedValue(undefined, node.item)]
  return node?.entries ? completedMembers({}, node) : true
}

/**
 * The message as a sender may also write it: with fields that no page names, null or "" for what is optional, and any
 * scalar for another. The members needed are there in each, the member kept is as it was.
 */
export function variantsOf(
  message: Members,
  api: Pick<ReportApi, 'schema'>,
  { needed, kept }: { readonly needed: readonly string[]; readonly kept: string | undefined },
): fc.Arbitrary<Members> {
  const tied = Object.fromEntries(Object.entries(message).filter(([name]) => name === kept))
  return variantsOfMembers(message, nodeOf(api), needed).map((members) => ({ ...members, ...tied }))
}

function variantsOfMembers(
  message: Members,
  node: Node | undefined,
  needed: readonly string[] = [],
): fc.Arbitrary<Members> {
  const members = Object.entries(message).map(([name, value]) => {
    const entry = node?.entries?.[name]
    const variants = variantsOfValue(value, nodeFor(value, entry))
    const optional = (entry === undefined || entry.type === 'optional') && !needed.includes(name)
    return [name, optional ? fc.oneof({ weight: 4, arbitrary: variants }, absent) : variants] as const
  })
  return fc
    .tuple(unknownMembers, fc.record(Object.fromEntries(members), { noNullPrototype: true }))
    .map(([unknown, known]) => ({ ...unknown, ...known }))
}

function variantsOfValue(value: unknown, node: Node | undefined): fc.Arbitrary<unknown> {
  if (Array.isArray(value)) {
    return fc.tuple(...value.map((element) => variantsOfValue(element, nodeFor(element, node?.item))))
  }
  if (isMembers(value)) return variantsOfMembers(value, node)
  return fc.oneof(fc.constant(value), scalar)
}

/** What an optional or a choice stands for, where it holds this value; the first choice where it holds none. */
function nodeFor(value: unknown, node: Node | undefined): Node | undefined {
  if (node?.wrapped) return nodeFor(value, node.wrapped)
  if (!node?.options) return node
  if (value === undefined) return nodeFor(value, node.options[0])
  return node.options.find(({ entries, item }) => (Array.isArray(value) ? item : entries) !== undefined)
}

/** The message with the secret at the path, in each element of a list; what is missing on the way is made. */
export function planted(value: unknown, [step, ...rest]: readonly string[], secret: string): unknown {
  if (step === undefined) return secret
  const name = step.replace('[]', '')
  const members = isMembers(value) ? value : {}
  const inside = members[name]
  const elements = Array.isArray(inside) ? inside : [inside]
  const member = step.endsWith('[]')
    ? elements.map((element) => planted(element, rest, secret))
    : planted(inside, rest, secret)
  return { ...members, [name]: member }
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const absent = fc.constantFrom(null, '')
const scalar = fc.oneof(
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string({ minLength: 1 }),
)
const unknownMembers = fc.dictionary(fc.stringMatching(/^new[A-Z][a-z]{0,5}$/), fc.jsonValue(), {
  maxKeys: 2,
  noNullPrototype: true,
})
