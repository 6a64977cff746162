import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventFiles } from '../../../tools/generate/events/event-files.ts'
import { typeOf } from '../../../tools/generate/events/typescript.ts'

const folder = join(import.meta.dirname, '../../../docs/events')
const generated = eventFiles()
const written = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.\w+$/.test(file),
)

describe('docs/events', () => {
  it('holds a schema of every row and the types, and nothing else', () => {
    expect(written.toSorted()).toEqual([...generated.keys()].toSorted())
  })

  it.each([...generated])('%s is fresh: npm run events', (file, contents) => {
    expect(readFileSync(join(folder, file), 'utf8')).toBe(contents)
  })

  it('tells nothing of what is secret', () => {
    const { properties } = JSON.parse(generated.get('acquirer/authNotify.json') ?? '')
    expect(properties.body.properties).toHaveProperty('authClientId')
    expect(properties.body.properties).not.toHaveProperty('accessToken')
    expect(generated.get('events.d.ts')).not.toContain('accessToken?:')
  })
})

describe('typeOf', () => {
  it('writes a JSON Schema as a TypeScript type', () => {
    expect(
      typeOf({
        type: 'object',
        properties: { a: { type: ['string', 'null'] }, 'b-c': { type: 'array', items: { const: 1 } } },
        required: ['a'],
      }),
    ).toBe(
      '{\n  readonly a: string | null\n  readonly "b-c"?: readonly (1)[]\n  readonly [other: string]: unknown\n}',
    )
  })

  it('throws on what the rows do not make', () => {
    expect(() => typeOf({ type: 'symbol' })).toThrow('no TypeScript')
  })
})
