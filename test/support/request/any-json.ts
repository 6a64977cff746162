import fc from 'fast-check'

/** JSON as it is sent, and what a consumer reads of it: numbers as their source text. */
export interface Spelt<Read = unknown> {
  readonly text: string
  readonly read: Read
}

export interface Member {
  readonly name: Spelt<string>
  readonly value: Spelt
}

const literal = <Value>(value: Value): Spelt<Value> => ({ text: JSON.stringify(value), read: value })

const oddNames = ['__proto__', 'constructor', 'toString', 'a.b', 'list[]', '0', '\ud800', '\u2028', '\0']

const string = fc
  .tuple(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...oddNames)), fc.boolean())
  .map(([text, escaped]) => ({ text: escaped ? escapedText(text) : JSON.stringify(text), read: text }))

/** Of any length and size, in every spelling that JSON has. */
const number = fc
  .stringMatching(/^-?(0|[1-9]\d{0,30})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/)
  .map((text): Spelt => ({ text, read: text }))

const { value } = fc.letrec<{ value: Spelt }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    string,
    number,
    fc.constantFrom(true, false, null).map(literal),
    fc.array(tie('value')).map(arrayOf),
    fc.array(fc.record({ name: string, value: tie('value') })).map(objectOf),
  ),
}))

/** Members of an object, some of them within so many arrays that a hundred levels are nearly reached. */
export const anyMembers: fc.Arbitrary<readonly Member[]> = fc.array(
  fc.record({
    name: string,
    value: fc.tuple(value, fc.nat({ max: 90 })).map(([inner, depth]) => nest(inner, depth)),
  }),
)

/** The members of an object that has no numbers, nor anything that is as good as absent. */
export function membersOf(object: object): readonly Member[] {
  return Object.entries(object).map(([name, value]) => ({ name: literal(name), value: literal(value) }))
}

function arrayOf(elements: readonly Spelt[]): Spelt {
  return {
    text: `[ ${elements.map(({ text }) => text).join(' , ')} ]`,
    read: elements.map(({ read }) => read),
  }
}

/** Members that are null or empty are as good as absent; of two of one name the last one counts. */
export function objectOf(members: readonly Member[]): Spelt {
  const text = members.map(({ name, value }) => `${name.text} : ${value.text}`).join(' , ')
  const last = new Map(members.map(({ name, value }) => [name.read, value.read]))
  return {
    text: `{ ${text} }`,
    read: Object.fromEntries([...last].filter(([, read]) => read !== null && read !== '')),
  }
}

function nest(inner: Spelt, depth: number): Spelt {
  return depth === 0 ? inner : nest(arrayOf([inner]), depth - 1)
}

/** As nothing but escapes. */
function escapedText(text: string): string {
  const units = text.split('').map((unit) => unit.charCodeAt(0).toString(16).padStart(4, '0'))
  return `"${units.map((unit) => `\\u${unit}`).join('')}"`
}
