import { problem } from '../terminal/problem.ts'
import { type Heard, saidOf } from './heard.ts'
import type { Calls, Play } from './play.ts'
import { EMPTY, openPurse } from './purse.ts'
import { settled } from './settled.ts'
import { movers, newPayment, sumOf } from './till.ts'

/** Throws a problem where no rule about money could be seen: that would look like a rule that is kept. */
export function checkFirsts(name: string, firsts: Play['firsts']): void {
  const heards = firsts.flatMap(({ asked }) => asked.heard ?? [])
  const [first] = heards
  if (first && heards.every(({ exchange }) => !exchange.answer)) {
    throw problem(`nothing answers at ${name} (${first.exchange.failure}): is your backend running?`)
  }
  for (const { act } of movers) {
    const heard = firsts.find(({ path }) => path === act)?.asked.heard
    if (!heard || heard.status === 'S') continue
    throw problem(`${act} with the test data was answered ${plain(saidOf(heard))}: ${adviceOn(heard)}`)
  }
}

function adviceOn({ status, exchange }: Heard): string {
  if ([401, 403].includes(exchange.answer?.status ?? 0)) {
    return 'name what your backend is shown by --credential and --client-id'
  }
  if (status === 'F') {
    return 'name a user of your sandbox by --set, such as --set paymentMethod.customerId=7, or leave the API out by --apis'
  }
  if (status === 'U')
    return 'it must become S; the log of your backend says why not, such as a clock that is wrong'
  return 'an answer is HTTP 200 with {"result":{"resultStatus":"S","resultCode":"SUCCESS"},…}: docs/backend.md, "What you answer"'
}

/** What the backend's answers show of the money, before anything is asked of it twice. */
export async function lookAround(calls: Calls, firsts: Play['firsts']): Promise<Play> {
  const served = new Set(firsts.map(({ path }) => path))
  const blind: Play = { ...calls, firsts, served, purse: undefined, refundsAreLimited: false }
  if (!served.has('wallet/pay')) return blind
  const refundsAreLimited = served.has('wallet/refund') && (await limitsRefunds(blind))
  if (await evaluationTakes(blind)) return { ...blind, refundsAreLimited }
  const shown = await openPurse(calls.call, calls.message, calls.newId, calls.amount.currency)
  return { ...blind, ...shown, refundsAreLimited }
}

async function limitsRefunds(play: Play): Promise<boolean> {
  const payment = newPayment(play)
  const paid = await settled(() => payment.pay())
  if (paid.status !== 'S' || !paid.body.paymentId) return false
  return (await settled(() => payment.refund(sumOf(play) + 1n, 'too-much'))).status === 'F'
}

/** Then the search for what a user has would empty the purse. */
async function evaluationTakes(play: Play): Promise<boolean> {
  const payment = newPayment(play, { paymentFactor: { isPaymentEvaluation: 'true' } })
  await payment.pay()
  return (await payment.inquire()).standing === 'happened'
}

/**
 * Why the end of a run shows that much of it was not seen: what could be done at its beginning can be done no more, so
 * checks were skipped that would else have looked. Undefined where it can.
 */
export async function whyUnseen(play: Play): Promise<string | undefined> {
  for (const { path } of play.firsts.filter((first) => movers.some(({ act }) => act === first.path))) {
    const message = play.message(path, play.newId())
    const last = await settled(() => play.call(message))
    if (last.status === 'S') continue
    const advice =
      last.code === EMPTY ? 'name a user who has more by --set, or a smaller --amount' : 'look into its log'
    return `${path} was S at the beginning of this run and ${plain(saidOf(last))} at its end, so that what was skipped is not proved: ${advice}`
  }
  return undefined
}

function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?')
}
