import type { Check } from '../check.ts'
import { mustBegin, mustRepeat, watchBalance } from '../expect.ts'
import { cutAnswer, holdAnswer } from '../fates.ts'
import { type Heard, hear, isFinal } from '../heard.ts'
import type { Asked, Play } from '../play.ts'
import { headerOf } from '../recorder.ts'
import { settled, settledAtAlipay } from '../settled.ts'
import { inquire, movers, newPayment, type Payment, sumOf } from '../till.ts'
import { broken, skipped } from '../verdict.ts'

const COPIES = 8

/** What comes again although your backend has acted: through the functions and their journal, as on AWS. */
export const crashChecks: readonly Check[] = [
  {
    rule: 'one-effect',
    name: `Alipay sends it ${COPIES} times at once, and again: one call of your backend, one signed answer`,
    apis: ['wallet/pay'],
    async run(play) {
      const { message } = newPayment(play)
      const before = play.recorder.exchanges.length
      await Promise.all(Array.from({ length: COPIES }, () => play.ask(message)))
      const first = await settledAtAlipay(play, message)
      if (first.reply.result?.resultStatus !== 'S') throw skipped(`it was answered ${toAlipay(first)}`)
      // Where the backend said U, another attempt is right.
      const [outcome, more] = play.recorder.exchanges.slice(before).map(hear).filter(isFinal)
      if (!outcome || more) {
        throw broken(
          'the receiver called your backend again after its outcome: that is its own fault, report it',
        )
      }
      const again = await play.ask(message)
      if (!again.isSigned || !again.reply.body.equals(first.reply.body)) {
        throw broken(
          `Alipay was answered ${toAlipay(first)}, then ${toAlipay(again)}: that is the receiver’s fault, report it`,
        )
      }
      const repeat = await settled(() => play.call(message, { attempt: 2 }))
      mustRepeat(outcome, repeat, 'a repeat that the journal did not catch')
    },
  },
  {
    rule: 'one-effect',
    name: 'the function is killed when you have answered: the next attempt has the outcome of the lost one',
    apis: ['wallet/pay'],
    async run(play) {
      const held = holdAnswer('its answer was held until the function was killed')
      await lostAndAgain(play, async ({ message }) => {
        const asking = play.ask(message, held.fate)
        await held.reached
        await play.crash(message.platform)
        held.letGo()
        await asking
      })
    },
  },
  {
    rule: 'one-effect',
    name: 'the connection breaks when you have acted: the next attempt has the outcome of the lost one',
    apis: ['wallet/pay'],
    run: (play) => lostAndAgain(play, ({ message }) => play.ask(message, cutAnswer)),
  },
  {
    rule: 'one-effect',
    name: 'what was answered before a restart of yours is the same after it, and what the restart broke has one outcome',
    apis: [],
    run: restarted,
  },
]

/** One restart for all that moves money. */
async function restarted(play: Play): Promise<void> {
  const { restart, served, newId, message, call } = play
  if (!restart) throw skipped(play.noRestart)
  const moving = movers.filter(({ act }) => served.has(act))
  if (moving.length === 0) throw skipped('nothing that moves money is served')
  const answered = await Promise.all(
    moving.map(async (mover) => {
      const id = newId()
      const before = message(mover.act, id)
      return { mover, id, before, first: await settled(() => call(before)) }
    }),
  )
  const breaking = moving.map(({ act }) => {
    const during = message(act, newId())
    return { during, broke: call(during) }
  })
  await restart()
  for (const { mover, id, before, first } of answered) {
    mustBegin(first, 'what was asked before the restart')
    const { standing, heard } = await inquire(play, mover, id)
    if (heard && standing === 'absent') {
      throw broken('what was S before the restart is unknown after it', first, heard)
    }
    mustRepeat(first, await settled(() => call(before, { attempt: 2 })), 'the repeat after the restart')
  }
  for (const { during, broke } of breaking) {
    const first = await broke
    const ended = await settled(() => call(during, { attempt: 2 }))
    mustRepeat(isFinal(first) ? first : ended, ended, 'the repeat of what was asked during the restart')
    mustRepeat(ended, await settled(() => call(during, { attempt: 3 })), 'the second repeat of it')
  }
}

/** The backend acts and its answer is lost; Alipay sends it again, and the journal lets another attempt begin. */
async function lostAndAgain(play: Play, lose: (payment: Payment) => Promise<unknown>): Promise<void> {
  const balance = await watchBalance(play)
  const payment = newPayment(play)
  const before = play.recorder.exchanges.length
  await lose(payment)
  const lost = heardOf(play, before)
  mustBegin(lost, 'the call whose answer was lost')
  await play.untilLeaseIsOver(payment.message)
  const asked = await settledAtAlipay(play, payment.message)
  if (!asked.heard) throw skipped(`Alipay was answered ${toAlipay(asked)}, and your backend not asked again`)
  if (headerOf(asked.heard.exchange, 'idempotency-key') !== headerOf(lost.exchange, 'idempotency-key')) {
    throw broken(
      'the receiver gave the second attempt another key: that is its own fault, report it',
      lost,
      asked.heard,
    )
  }
  mustRepeat(lost, asked.heard, 'the next attempt')
  await balance.took(sumOf(play), 'after an answer that was lost')
}

function heardOf({ recorder }: Play, since: number): Heard {
  const exchange = recorder.exchanges[since]
  if (!exchange) throw skipped('the call did not come to your backend')
  return hear(exchange)
}

function toAlipay({ reply, isSigned }: Asked): string {
  const { resultStatus = `HTTP ${reply.status}`, resultCode = '' } = reply.result ?? {}
  return `${resultStatus} ${resultCode}${isSigned ? '' : ', not signed'}`.trim()
}
