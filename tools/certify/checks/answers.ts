import * as v from 'valibot'
import type { CommandApi } from '../../../lib/commands/command-api.ts'
import { readOutcome } from '../../../lib/commands/read-outcome.ts'
import { isObject, type JsonValue, readJsonObject } from '../../../lib/content/json.ts'
import { time } from '../../../lib/content/schema.ts'
import type { Check } from '../check.ts'
import { hear, saidOf } from '../heard.ts'
import { apisByPath } from '../messages.ts'
import type { Play } from '../play.ts'
import type { Exchange } from '../recorder.ts'
import { broken, skipped } from '../verdict.ts'

/** ISO 4217, and a natural number in the smallest unit in its one spelling. */
const currency = /^[A-Z]{3}$/
const naturalNumber = /^(?:0|[1-9]\d*)$/

const paths = [...apisByPath.keys()]

/** They read whatever this run has heard so far, and so come last. */
export const answersChecks: readonly Check[] = [
  ...paths.map((path) => ({
    rule: 'answers' as const,
    name: 'the sample of the API is answered, and the answer reaches Alipay signed',
    apis: [path],
    async run({ firsts }: Play) {
      const first = firsts.find((one) => one.path === path)
      const heard = first?.asked.heard
      if (!first || !heard) throw skipped('nothing was asked of it')
      const { reply, isSigned } = first.asked
      if (!heard.status) {
        throw broken(`it was answered ${saidOf(heard)}: only HTTP 200 with a result is an answer`, heard)
      }
      if (!isSigned) {
        throw broken('the receiver’s answer to Alipay is not signed: that is its own fault, report it', heard)
      }
      const isTaken = readOutcome(heard.exchange.answer?.body, first.message.api).ok
      if (isTaken && reply.result?.resultStatus !== heard.status) {
        throw broken(
          `you said ${saidOf(heard)}, and Alipay was answered ${reply.result?.resultStatus}`,
          heard,
        )
      }
    },
  })),
  ...paths.map((path) => ({
    rule: 'answers' as const,
    name: 'every answer has what its API asks for, times in RFC 3339, and money in the smallest unit',
    apis: [path],
    async run({ recorder }: Play) {
      const api = apisByPath.get(path)?.api
      const answered = recorder.exchanges.filter(
        (one) => one.path === `/${path}` && one.answer?.status === 200,
      )
      if (!api || answered.length === 0) throw skipped('it gave no answer')
      for (const exchange of answered) {
        const wrong = wrongIn(exchange, api)
        if (wrong) throw broken(wrong, hear(exchange))
      }
    },
  })),
]

/** The receiver’s own objection first, then what its schema does not ask for. */
function wrongIn({ answer }: Exchange, api: CommandApi): string | undefined {
  const body = answer?.body ?? Buffer.alloc(0)
  const read = readOutcome(body, api)
  if (!read.ok) return `the receiver refuses it: ${read.refusal}`
  const content = readJsonObject(body)
  return content.ok ? wrongValue(content.value, '') : undefined
}

function wrongValue(value: JsonValue | undefined, path: string): string | undefined {
  if (Array.isArray(value)) {
    return value.map((one, index) => wrongValue(one, `${path}[${index}]`)).find((wrong) => wrong)
  }
  if (!isObject(value)) return undefined
  if (typeof value.currency === 'string' && value.value !== undefined) {
    if (!currency.test(value.currency)) return `${path}.currency is no code of ISO 4217`
    if (typeof value.value !== 'string' || !naturalNumber.test(value.value)) {
      return `${path}.value is no natural number of the smallest unit`
    }
  }
  for (const [name, member] of Object.entries(value)) {
    const at = path ? `${path}.${name}` : name
    const isTime = /Time$/.test(name) && typeof member === 'string'
    const wrong = isTime && !v.is(time, member) ? `${at} is no time of RFC 3339` : wrongValue(member, at)
    if (wrong) return wrong
  }
  return undefined
}
