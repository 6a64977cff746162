type Members = Readonly<Record<string, unknown>>

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The message without what stands at the path. */
export function lacking(message: unknown, [name = '', ...rest]: readonly string[]): unknown {
  if (!isMembers(message)) return message
  const { [name]: member, ...others } = message
  return rest.length === 0 ? others : { ...others, [name]: lacking(member, rest) }
}

/** The message with a value at the path; what is missing on the way is made. */
export function withField(message: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value
  const members = isMembers(message) ? message : {}
  return { ...members, [name]: withField(members[name], rest, value) }
}

/** The paths of all that a message may go without: whatever else its row asks for is inside something that it has. */
export function optionalIn(message: unknown, needed: readonly string[], prefix = ''): string[] {
  if (!isMembers(message)) return []
  return Object.entries(message).flatMap(([name, member]) => {
    const path = `${prefix}${name}`
    const inside = isMembers(member) && !isAmount(member) ? optionalIn(member, needed, `${path}.`) : []
    return needed.includes(path) ? inside : [path, ...inside]
  })
}

const isAmount = (value: Members) => 'currency' in value && 'value' in value

/** The message with every scalar replaced. */
export function rewritten(value: unknown, scalar: unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => rewritten(element, scalar))
  if (!isMembers(value)) return scalar
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, rewritten(member, scalar)]))
}

/** The message with a member that no page names at every level. */
export function extended(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(extended)
  if (!isMembers(value)) return value
  const members = Object.entries(value).map(([name, member]) => [name, extended(member)])
  return { ...Object.fromEntries(members), newField: { list: ['1'] } }
}
