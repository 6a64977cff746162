import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { beforeAll, describe, expect, it } from 'vitest'
import { notificationsOf } from '../../lib/platforms/notifications.ts'
import { signRequest } from '../../tools/alipay/signed-request.ts'
import { answerTo, TAKEN } from '../support/request/answer.ts'
import { planted } from '../support/request/message-variants.ts'
import { secretsOf } from '../support/request/messages.ts'
import { samples } from '../support/request/samples.ts'
import { eventIdOf } from '../support/stack/bus-events.ts'
import { startStack } from '../support/stack/local-stack.ts'

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

type Sample = (typeof samples)[number]

/** Sends each sample's body, changed, to its row's own URL, a platform beside the other; what each was answered and left. */
async function deliverAll(chosen: readonly Sample[], bodyOf: (sample: Sample) => string, times = 1) {
  const sent = new Map(chosen.map((sample) => [sample, bodyOf(sample)]))
  const answers = new Map<Sample, string[]>()
  const { left } = await stack.leaving(() =>
    Promise.all(
      [...Map.groupBy(chosen, ({ platform }) => platform)].map(async ([platform, theirs]) => {
        const sender = stack.sender(platform)
        for (const sample of theirs) {
          const row = rowOf(platform, sample.name)
          const target = `/${platform}/notify/${row.segment ?? row.name}`
          const request = signRequest(sender, sent.get(sample) ?? '', { target })
          const replies: string[] = []
          for (let time = 0; time < times; time++) replies.push(await answerTo(request, sender))
          answers.set(sample, replies)
        }
      }),
    ),
  )
  const events = await stack.eventsOf(left)
  return (sample: Sample) => {
    const receipts = left.filter(
      ({ subjectKey, body }) =>
        subjectKey.startsWith(`${sample.platform}#`) && body.toString() === sent.get(sample),
    )
    const ids = receipts.map(eventIdOf)
    return {
      answers: answers.get(sample),
      receipts,
      events: events.filter(({ detail }) => ids.includes(detail.id)),
    }
  }
}

type Outcome = ReturnType<Awaited<ReturnType<typeof deliverAll>>>

describe('every documented notification', () => {
  let outcomeOf: (sample: Sample) => Outcome
  beforeAll(async () => {
    outcomeOf = await deliverAll(samples, ({ body }) => body.toString(), 2)
  })

  it.each(samples)('$platform $name is kept once, answered S, and published as its schema says', (sample) => {
    const { platform, name } = sample
    const row = rowOf(platform, name)
    const { answers, receipts, events } = outcomeOf(sample)
    expect(answers).toEqual([TAKEN, TAKEN])
    expect(receipts).toMatchObject([{ api: row.name, conflicting: false }])
    const [event, ...others] = events
    expect(others).toEqual([])
    expect(event).toMatchObject({ source: `alipay.${platform}`, 'detail-type': row.name })
    const schema = JSON.parse(readFileSync(join(schemas, platform, `${row.name}.json`), 'utf8'))
    const validate = ajv.compile(schema)
    expect(validate(event?.detail), ajv.errorsText(validate.errors)).toBe(true)
    expect(event?.detail.body).toBeDefined()
  })
})

/** The path's first step, where it leads into an object: JSON text in its place may hold the secret too. */
const asText = (path: string, canary: string) => {
  const [first = '', ...rest] = path.split('.')
  return rest.length > 0 ? { [first.replace('[]', '')]: JSON.stringify({ [rest.join('.')]: canary }) } : {}
}

const secretsIn = ({ platform, name, body }: Sample) => secretsOf(platform, rowOf(platform, name), body)
const canaryOf = ({ platform, name }: Sample) => `canary-${platform}-${name}`

function withSecrets(sample: Sample): string {
  const message = secretsIn(sample).reduce<unknown>(
    (rest, path) => planted(rest, path.split('.'), canaryOf(sample)),
    JSON.parse(sample.body.toString()),
  )
  return JSON.stringify(message)
}

function withTexts(sample: Sample): string {
  const texts = secretsIn(sample).map((path) => asText(path, canaryOf(sample)))
  return JSON.stringify(Object.assign(JSON.parse(sample.body.toString()), ...texts))
}

describe('a secret in a message', () => {
  const secret = samples.filter((sample) => secretsIn(sample).length > 0)
  const nested = secret.filter((sample) => secretsIn(sample).some((path) => path.includes('.')))

  it.each([
    ['reaches no key, event or log', secret, withSecrets, ({ name }: { readonly name: string }) => name],
    // An object that is sent as text may leave the message unrecognised.
    ['reaches nothing where an object is sent as text', nested, withTexts, () => expect.any(String)],
  ])('%s', async (_, chosen, bodyOf, typeOf) => {
    const outcomeOf = await deliverAll(chosen, bodyOf)
    for (const sample of chosen) {
      const { answers, receipts, events } = outcomeOf(sample)
      const named = `${sample.platform} ${sample.name}`
      expect(answers, named).toEqual([TAKEN])
      expect(receipts.length, named).toBe(1)
      expect(receipts[0]?.body.toString(), named).toContain(canaryOf(sample))
      expect(events, named).toMatchObject([{ 'detail-type': typeOf(rowOf(sample.platform, sample.name)) }])
      const keys = receipts.map(({ subjectKey, receiptKey }) => [subjectKey, receiptKey])
      expect(JSON.stringify([keys, events]), named).not.toContain('canary-')
    }
    expect(stack.log()).not.toContain('canary-')
  })
})
