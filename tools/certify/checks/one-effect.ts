import type { CommandApi } from '../../../lib/commands/command-api.ts'
import type { Check } from '../check.ts'
import { mustBegin, mustRepeat, watchBalance } from '../expect.ts'
import { type Heard, isFinal, outcomeText, saidOf } from '../heard.ts'
import { apisByPath } from '../messages.ts'
import { readyMessage } from '../ready-message.ts'
import { settled } from '../settled.ts'
import { movers, newPayment, paidPayment, sumOf } from '../till.ts'
import { broken, skipped } from '../verdict.ts'

const AT_ONCE = 50
const FEWER_AT_ONCE = 10
const REPEATS = 3
const UNSEEN = 'no answer of yours shows what a user has, or what can be refunded'

const recorded = [...apisByPath].filter(([, { api }]) => isAlwaysRecorded(api)).map(([path]) => path)
/** What costs somebody money where it is done twice. */
const costly = new Set([...movers.map(({ act }) => act), 'wallet/refund', 'wallet/cancelPayment'])

const repeats = recorded.map((path) => ({
  rule: 'one-effect',
  name: 'a repeat has the outcome of the first, also as a later attempt',
  apis: [path],
  async run(play) {
    const message = await readyMessage(play, path)
    const first = await settled(() => play.call(message))
    mustBegin(first, 'the first')
    for (let attempt = 2; attempt < 2 + REPEATS; attempt++) {
      mustRepeat(first, await settled(() => play.call(message, { attempt })), `attempt ${attempt}`)
    }
  },
})) satisfies readonly Check[]

const atOnce = recorded.map((path) => {
  const times = costly.has(path) ? AT_ONCE : FEWER_AT_ONCE
  return {
    rule: 'one-effect',
    name: `${times} calls at once have one outcome`,
    apis: [path],
    async run(play) {
      const message = await readyMessage(play, path)
      await sameOutcome(times, () => play.call(message))
    },
  } satisfies Check
})

const effects: readonly Check[] = [
  {
    rule: 'one-effect',
    name: `${AT_ONCE} calls at once take the amount once`,
    apis: ['wallet/pay'],
    async run(play) {
      const balance = await watchBalance(play)
      if (!balance.isSeen && !play.refundsAreLimited) throw skipped(UNSEEN)
      const payment = newPayment(play)
      await Promise.all(Array.from({ length: AT_ONCE }, () => payment.pay()))
      mustBegin(await settled(() => payment.pay()), 'the payment')
      await balance.took(sumOf(play), `after ${AT_ONCE} calls at once of one payment`)
      if (!play.refundsAreLimited) return
      const more = await settled(() => payment.refund(sumOf(play) + 1n, 'more'))
      if (more.status === 'S') {
        throw broken('more than the payment can be refunded: it was booked twice', more)
      }
    },
  },
  {
    rule: 'one-effect',
    name: `${AT_ONCE} calls at once of one refund give the amount back once`,
    apis: ['wallet/pay', 'wallet/refund'],
    async run(play) {
      const payment = await paidPayment(play)
      const balance = await watchBalance(play)
      if (!balance.isSeen && !play.refundsAreLimited) throw skipped(UNSEEN)
      const part = sumOf(play) / 4n
      await Promise.all(Array.from({ length: AT_ONCE }, () => payment.refund(part, 'part')))
      mustBegin(await settled(() => payment.refund(part, 'part')), 'the refund')
      await balance.took(-part, `after ${AT_ONCE} calls at once of one refund`)
      if (!play.refundsAreLimited) return
      const rest = await settled(() => payment.refund(sumOf(play) - part, 'rest'))
      if (rest.status !== 'S') throw broken('the rest cannot be refunded: the part was counted twice', rest)
    },
  },
]

export const oneEffectChecks: readonly Check[] = [...repeats, ...atOnce, ...effects]

function isAlwaysRecorded({ recorded }: CommandApi): boolean {
  return recorded !== 'never'
}

/** U is allowed while one of them works, and must end as the others. */
async function sameOutcome(times: number, call: () => Promise<Heard>): Promise<void> {
  const heard = await Promise.all(Array.from({ length: times }, call))
  const last = await settled(call)
  if (!last.status) throw broken(`after ${times} calls at once there was ${saidOf(last)}`, last)
  if (!isFinal(last)) throw skipped(`it was answered ${saidOf(last)} in the end`)
  const byOutcome = Map.groupBy([...heard.filter(isFinal), last], outcomeText)
  if (byOutcome.size === 1) return
  const groups = [...byOutcome.values()]
  const counts = groups.map((group) => `${group.length} × ${group[0] ? saidOf(group[0]) : ''}`)
  const examples = groups.flatMap((group) => group.slice(0, 1)).slice(0, 4)
  throw broken(`${byOutcome.size} different outcomes: ${counts.slice(0, 5).join(', ')}`, ...examples)
}
