import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommandApi } from '../../lib/commands/command-api.ts'
import { isRecorded } from '../../lib/commands/is-recorded.ts'
import { nameOperation } from '../../lib/commands/name-operation.ts'
import { forEvery } from '../support/for-every.ts'
import {
  type CommandSample,
  commandApiOf,
  commandRequest,
  commandSamples,
  secretsOf,
} from '../support/request/command-samples.ts'
import { withField } from '../support/request/message-changes.ts'

type Members = Readonly<Record<string, unknown>>

const stored: Record<string, unknown> = JSON.parse(
  readFileSync(new URL('../../docs/vectors/operation-keys.json', import.meta.url), 'utf8'),
)
const recorded = commandSamples.filter(({ platform, api, request }) =>
  isRecorded(api, commandRequest(platform, api.name, request)),
)

const nameOf = ({ platform, api }: CommandSample, body: Buffer | string, clientId = 'CLIENT_1') =>
  nameOperation(api, commandRequest(platform, api.name, body), platform, clientId)
const parsed = (body: Buffer): Members => JSON.parse(body.toString())

/** The fields that name an operation: of several in a part, the first that the sample has. */
function namingFields({ operation: [, ...parts] }: CommandApi, message: Members): string[] {
  const fields = parts.map((part) => [part].flat().find((field) => field in message))
  return fields.filter((field) => field !== undefined)
}

/** Texts that are easily mixed up when they are joined, and long ones, which are hashed. */
const id = fc.oneof(
  fc.string({ unit: fc.constantFrom('#', '%', '2', '3', ':', 'é'), minLength: 1, maxLength: 4 }),
  fc.string({ minLength: 1 }),
  fc.string({ minLength: 257, maxLength: 300 }),
)

/** The same message, its members in another order, its spacing another, digits as numbers. */
function rewrite(value: unknown): string {
  if (Array.isArray(value)) return `[ ${value.map(rewrite).join(' ,')} ]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).reverse()
    return `{\n${members.map(([name, member]) => `"${name}" :\t${rewrite(member)}`).join(',\n')}}`
  }
  return typeof value === 'string' && /^[1-9]\d*$/.test(value) ? value : JSON.stringify(value)
}

describe('the name of every sample that is recorded', () => {
  it(
    'is that of the operations that are already stored',
    forEvery(recorded, (sample) => {
      expect(nameOf(sample, sample.request)).toEqual(stored[`${sample.platform}/${sample.name}`])
    }),
  )

  it('is stored, and nothing else is', () => {
    const names = recorded.map(({ platform, name }) => `${platform}/${name}`)
    expect(Object.keys(stored).sort()).toEqual(names.sort())
  })

  it(
    'is the same, however the message is written',
    forEvery(recorded, (sample) => {
      expect(nameOf(sample, rewrite(parsed(sample.request)))).toEqual(nameOf(sample, sample.request))
    }),
  )

  it(
    'is shared by no other identity',
    forEvery(recorded, (sample) => {
      const message = parsed(sample.request)
      const fields = namingFields(sample.api, message)
      const identity = fc.tuple(...fields.map(() => id))
      const named = (ids: readonly string[]) => {
        const changes = Object.fromEntries(fields.map((field, index) => [field, ids[index]]))
        return nameOf(sample, JSON.stringify({ ...message, ...changes }))
      }
      fc.assert(
        fc.property(identity, identity, (one, other) => {
          const isSame = JSON.stringify(one) === JSON.stringify(other)
          expect(named(one).key === named(other).key).toBe(isSame)
          expect(named(one).idempotencyKey === named(other).idempotencyKey).toBe(isSame)
        }),
      )
    }),
  )

  it(
    'is another for another client',
    forEvery(recorded, (sample) => {
      const [one, other] = ['CLIENT_1', 'CLIENT_2'].map((client) => nameOf(sample, sample.request, client))
      expect(one?.key).not.toBe(other?.key)
      expect(one?.idempotencyKey).not.toBe(other?.idempotencyKey)
    }),
  )

  it(
    'spells no secret out',
    forEvery(commandSamples, (sample) => {
      const { api, request } = sample
      const body = secretsOf(api).reduce<unknown>(
        (rest, path) => withField(rest, path.split('.'), 'canary'),
        parsed(request),
      )
      expect(JSON.stringify(nameOf(sample, JSON.stringify(body)))).not.toContain('canary')
    }),
  )

  it(
    'has a digest of its key fields alone',
    forEvery(recorded, (sample) => {
      const { api, request } = sample
      const message = parsed(request)
      const digestWith = (field: string) =>
        nameOf(sample, JSON.stringify(withField(message, field.split('.'), otherThan(message, field)))).digest
      const { digest } = nameOf(sample, request)
      for (const field of api.keyFields)
        expect({ field, digest: digestWith(field) }).not.toEqual({ field, digest })
      expect(digestWith('passThroughInfo')).toBe(digest)
    }),
  )

  it(
    'has an idempotency key of 43 characters',
    forEvery(recorded, (sample) => {
      expect(nameOf(sample, sample.request).idempotencyKey).toMatch(/^[\w-]{43}$/)
    }),
  )
})

/** A value that the field may have, and has not in the message. */
function otherThan(message: Members, field: string): unknown {
  const held = field.split('.').reduce<unknown>((inside, name) => Object(inside)[name], message)
  if (typeof held === 'object') return { ...held, value: '1' }
  return field.endsWith('Amount.value') ? '987654' : 'another'
}

describe('a cancel', () => {
  it('is of the operation that it cancels, in a role and with an idempotency key of its own', () => {
    const paid = commandSamples.find(({ name }) => name === 'pay')
    if (!paid) throw new Error('no pay')
    const pay = nameOf(paid, paid.request)
    const cancel = nameOf({ ...paid, api: commandApiOf('wallet', 'cancelPayment') }, paid.request)
    expect(cancel.key).toBe(pay.key)
    expect([pay.role, cancel.role]).toEqual(['act', 'cancel'])
    expect(cancel.idempotencyKey).not.toBe(pay.idempotencyKey)
  })
})
