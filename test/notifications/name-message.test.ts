import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../lib/content/digest.ts'
import { type JsonObject, readJsonObject } from '../../lib/content/json.ts'
import { text } from '../../lib/content/schema.ts'
import {
  conflictKeyOf,
  eventIdOf,
  nameMessage,
  nameUnrecognised,
  receiptKeyOf,
} from '../../lib/notifications/name-message.ts'
import { notificationApi } from '../../lib/notifications/notification-api.ts'

const api = notificationApi({
  name: 'notifyOfEverything',
  page: 'none',
  when: { has: ['id'] },
  schema: v.looseObject({ id: text }),
  subject: ['thing', 'id'],
  identity: ['id', 'token', 'result.status', 'kind'],
  secretFields: ['token'],
})

function content(body: unknown): JsonObject {
  const read = readJsonObject(Buffer.from(JSON.stringify(body)))
  if (!read.ok) throw new Error(read.refusal)
  return read.value
}

const nameOf = (body: unknown) => nameMessage(api, content(body))
const keysOf = (body: unknown, clientId = 'CLIENT_1') => receiptKeyOf('antom', clientId, nameOf(body))

describe('nameMessage', () => {
  it('keeps a subject of several long parts within what a key holds', () => {
    const wide = { ...api, subject: ['thing', 'id', 'kind', 'token'] as const }
    const long = 'ü'.repeat(128)
    const naming = nameMessage(wide, content({ id: long, kind: long, token: 't' }))
    const { subjectKey } = receiptKeyOf('mini-program', 'C'.repeat(128), naming)
    expect(Buffer.byteLength(subjectKey)).toBeLessThanOrEqual(2_048)
    expect(naming.subject).toMatch(/^thing#sha256-name:/)
  })

  it('joins the fields of the identity, an absent one as nothing', () => {
    expect(nameOf({ id: 'p1', result: { status: 'S' }, kind: true })).toEqual({
      api: 'notifyOfEverything',
      subject: 'thing#p1',
      identity: 'p1##S#true',
    })
  })

  it('percent-encodes what could be taken for a separator', () => {
    expect(nameOf({ id: 'a#b%/ü', kind: '#' }).identity).toBe('a%23b%25%2F%C3%BC###%23')
  })

  it('hashes a secret part, also where it is the subject', () => {
    const secretApi = notificationApi({ ...api, subject: ['token', 'token'] })
    const { subject, identity } = nameMessage(secretApi, content({ id: 'p1', token: 'hunter2' }))
    expect(subject).toBe(`token#sha256:${sha256('hunter2')}`)
    expect(identity).toBe(`p1#sha256:${sha256('hunter2')}##`)
  })

  it('hashes a part over 256 bytes, counted in UTF-8', () => {
    expect(nameOf({ id: 'x'.repeat(256) }).subject).toBe(`thing#${'x'.repeat(256)}`)
    expect(nameOf({ id: 'x'.repeat(257) }).subject).toBe(`thing#sha256:${sha256('x'.repeat(257))}`)
    expect(nameOf({ id: 'ü'.repeat(129) }).subject).toBe(`thing#sha256:${sha256('ü'.repeat(129))}`)
  })

  it('does not let a clear part pass for a hashed one', () => {
    expect(nameOf({ id: `sha256:${sha256('x'.repeat(257))}` })).not.toEqual(nameOf({ id: 'x'.repeat(257) }))
  })
})

describe('keys', () => {
  it('stand within the platform and the client', () => {
    expect(receiptKeyOf('worldfirst', 'A B', nameOf({ id: 'p1' }))).toEqual({
      subjectKey: 'worldfirst#A%20B#thing#p1',
      receiptKey: 'receipt#notifyOfEverything#p1###',
    })
  })

  const awkward = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('x', '#', 'ü'), minLength: 80, maxLength: 300 }),
  )
  const bodyOf = ([id, token, status, kind]: readonly string[]) => ({ id, token, result: { status }, kind })

  it('fit DynamoDB whatever the message, with room for a conflict', () => {
    const fields = fc.array(awkward, { minLength: 4, maxLength: 4 })
    const anyClient = fc.string({ unit: 'binary-ascii', maxLength: 128 })
    fc.assert(
      fc.property(fields, anyClient, (message, clientId) => {
        const { subjectKey, receiptKey } = keysOf(bodyOf(message), clientId)
        expect(Buffer.byteLength(subjectKey)).toBeLessThanOrEqual(2_048)
        expect(Buffer.byteLength(`entry#${conflictKeyOf(receiptKey, sha256(''))}`)).toBeLessThanOrEqual(1_024)
        expect(`${subjectKey}${receiptKey}`).toMatch(/^[\x21-\x7e]+$/)
      }),
    )
  })

  it('hold an identity whole up to 768 bytes, and its hash beyond', () => {
    const identity = (ids: number) => nameOf({ id: '#'.repeat(ids), kind: 'k'.repeat(256) }).identity
    expect(identity(169)).toBe(`${'%23'.repeat(169)}###${'k'.repeat(256)}`)
    expect(identity(170)).toMatch(/^sha256-name:[\w-]{43}$/)
  })

  it('are another for another subject or identity, however alike their fields look in a row', () => {
    const row = fc.array(fc.constantFrom('a', '#', '##', '%', '%23', 'sha256:', 'x'.repeat(200)), {
      maxLength: 8,
    })
    const cuts = fc.uniqueArray(fc.nat(8), { minLength: 3, maxLength: 3 })
    const cut = (pieces: readonly string[], at: readonly number[]) =>
      [0, 1, 2, 3].map((part) => {
        const ends = [0, ...[...at].sort(), pieces.length]
        return pieces.slice(ends[part], ends[part + 1]).join('')
      })
    fc.assert(
      fc.property(row, cuts, cuts, (pieces, one, other) => {
        const [fields, others] = [cut(pieces, one), cut(pieces, other)]
        fc.pre(JSON.stringify(fields) !== JSON.stringify(others))
        expect(keysOf(bodyOf(fields))).not.toEqual(keysOf(bodyOf(others)))
      }),
      { numRuns: 2_000 },
    )
  })

  it('keep apart two halves of a character that cannot be written as UTF-8', () => {
    expect(keysOf({ id: '\u{D800}' })).not.toEqual(keysOf({ id: '\u{D801}' }))
    expect(keysOf({ id: '\u{D800}' })).not.toEqual(keysOf({ id: '\u{FFFD}' }))
  })
})

describe('nameUnrecognised', () => {
  it('makes what the message says its subject and its identity', () => {
    const { api: name, subject, identity } = nameUnrecognised(Buffer.from('{"a":1, "b":2}'))
    expect(name).toBe('unrecognised')
    expect(subject).toBe(`unrecognised#${identity}`)
    expect(nameUnrecognised(Buffer.from('{"b":"2","a":"1"}')).identity).toBe(identity)
    expect(nameUnrecognised(Buffer.from('{"a":1,"b":3}')).identity).not.toBe(identity)
  })
})

describe('eventIdOf', () => {
  it('is one for an entry of a log and another for every other', () => {
    expect(eventIdOf('a', 'b')).toMatch(/^[\w-]{43}$/)
    expect(eventIdOf('a', conflictKeyOf('b', 'x'))).not.toBe(eventIdOf('a', 'b'))
    expect(eventIdOf('b', 'a')).not.toBe(eventIdOf('a', 'b'))
  })
})
