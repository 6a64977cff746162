import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, TAKEN } from '../support/answer.ts'
import { startStack } from '../support/local-stack.ts'
import { planted } from '../support/message-variants.ts'
import { secretsOf } from '../support/messages.ts'
import { samples } from '../support/samples.ts'

const stack = await startStack()
const ajv = new Ajv({ strict: false })
const schemas = join(import.meta.dirname, '../../docs/events')

/** `notifyDispute.judged` is a variant of the row notifyDispute. */
function rowOf(platform: (typeof samples)[number]['platform'], sample: string) {
  const rows = notificationsOf(platform).filter(
    ({ name }) => sample === name || sample.startsWith(`${name}.`),
  )
  const row = rows.toSorted((one, other) => other.name.length - one.name.length)[0]
  if (!row) throw new Error(`no row for ${platform} ${sample}`)
  return row
}

describe('every documented notification', () => {
  it.each(samples)(
    '$platform $name is kept once, answered S, and published as its schema says',
    async ({ platform, name, body }) => {
      const row = rowOf(platform, name)
      const sender = stack.sender(platform)
      const target = `/${platform}/notify/${row.segment ?? row.name}`
      const { value, left } = await stack.leaving(async () => {
        const request = signRequest(sender, body, { target })
        return [await answerTo(request, sender), await answerTo(request, sender)]
      })
      expect(value).toEqual([TAKEN, TAKEN])
      expect(left).toMatchObject([{ api: row.name, conflicting: false }])
      const [event, ...others] = await stack.eventsOf(left)
      expect(others).toEqual([])
      expect(event).toMatchObject({ source: `alipay.${platform}`, 'detail-type': row.name })
      const schema = JSON.parse(readFileSync(join(schemas, platform, `${row.name}.json`), 'utf8'))
      const validate = ajv.compile(schema)
      expect(validate(event?.detail), ajv.errorsText(validate.errors)).toBe(true)
      expect(event?.detail.body).toBeDefined()
    },
  )
})

/** The path's first step, where it leads into an object: JSON text in its place may hold the secret too. */
const asText = (path: string, canary: string) => {
  const [first = '', ...rest] = path.split('.')
  return rest.length > 0 ? { [first.replace('[]', '')]: JSON.stringify({ [rest.join('.')]: canary }) } : {}
}

const secretsIn = ({ platform, name, body }: (typeof samples)[number]) =>
  secretsOf(platform, rowOf(platform, name), body)

describe('a secret in a message', () => {
  const withSecrets = samples.filter((sample) => secretsIn(sample).length > 0)

  it.each(withSecrets)('of $platform $name reaches no key, event or log', async (sample) => {
    const { platform, name, body } = sample
    const row = rowOf(platform, name)
    const canary = `canary-${platform}-${name}`
    const message = secretsIn(sample).reduce<unknown>(
      (rest, path) => planted(rest, path.split('.'), canary),
      JSON.parse(body.toString()),
    )
    const sender = stack.sender(platform)
    const target = `/${platform}/notify/${row.segment ?? row.name}`
    const { value, left } = await stack.leaving(() =>
      answerTo(signRequest(sender, JSON.stringify(message), { target }), sender),
    )
    expect(value).toBe(TAKEN)
    expect(left.map(({ body: kept }) => kept.toString())).toEqual([expect.stringContaining(canary)])
    const events = await stack.eventsOf(left)
    expect(events).toMatchObject([{ 'detail-type': row.name }])
    const keys = left.map(({ subjectKey, receiptKey }) => [subjectKey, receiptKey])
    expect(JSON.stringify([keys, events])).not.toContain(canary)
    expect(stack.log()).not.toContain(canary)
  })

  const nested = withSecrets.filter((sample) => secretsIn(sample).some((path) => path.includes('.')))

  it.each(nested)('of $platform $name reaches nothing where an object is sent as text', async (sample) => {
    const { platform, name, body } = sample
    const row = rowOf(platform, name)
    const canary = `text-canary-${platform}-${name}`
    const texts = secretsIn(sample).map((path) => asText(path, canary))
    const message = Object.assign(JSON.parse(body.toString()), ...texts)
    const sender = stack.sender(platform)
    const target = `/${platform}/notify/${row.segment ?? row.name}`
    const { value, left } = await stack.leaving(() =>
      answerTo(signRequest(sender, JSON.stringify(message), { target }), sender),
    )
    expect(value).toBe(TAKEN)
    const events = await stack.eventsOf(left)
    expect(
      JSON.stringify([left.map(({ subjectKey, receiptKey }) => [subjectKey, receiptKey]), events]),
    ).not.toContain(canary)
    expect(stack.log()).not.toContain(canary)
  })
})
