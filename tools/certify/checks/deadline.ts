import { setTimeout as wait } from 'node:timers/promises'
import type { Check } from '../check.ts'
import { mustNotHaveHappened } from '../expect.ts'
import { holdCall, lastByteAfter } from '../fates.ts'
import type { Heard } from '../heard.ts'
import { apisByPath } from '../messages.ts'
import type { Play } from '../play.ts'
import { readyMessage } from '../ready-message.ts'
import { inquire, type Mover, movers, newPayment, payMover } from '../till.ts'
import { broken, skipped } from '../verdict.ts'

/** More than two clocks may differ by. */
const LONG_PAST_MS = -10_000
const NEAR_MS = 300
/** Until the last byte comes, after the deadline: by one clock, and by two that differ by two seconds. */
const BEHIND_MS = 150
const BEHIND_TWO_CLOCKS_MS = 2_500

const recorded = [...apisByPath].filter(([, { api }]) => api.recorded !== 'never').map(([path]) => path)

export const deadlineChecks: readonly Check[] = [
  ...recorded.map((path) => ({
    rule: 'deadline' as const,
    name: 'a call whose deadline has passed is not acted on',
    apis: [path],
    async run(play: Play) {
      const message = await readyMessage(play, path)
      mustNotAct(
        await play.call(message, { deadlineMs: LONG_PAST_MS }),
        'a call ten seconds after its deadline',
      )
    },
  })),
  ...movers.map((mover) => ({
    rule: 'deadline' as const,
    name: 'a call whose last byte comes after its deadline is not acted on',
    apis: [mover.act],
    run: (play: Play) => lastByteTooLate(mover, play),
  })),
  {
    rule: 'deadline',
    name: 'a call of the receiver that the network delivers after its deadline is not acted on, and the next attempt is',
    apis: ['wallet/pay', 'wallet/inquiryPayment'],
    run: deliveredTooLate,
  },
]

async function lastByteTooLate(mover: Mover, play: Play): Promise<void> {
  const id = play.newId()
  const tooLate = wait(NEAR_MS + (play.isLocal ? BEHIND_MS : BEHIND_TWO_CLOCKS_MS))
  const heard = await play.call(play.message(mover.act, id), {
    deadlineMs: NEAR_MS,
    fate: lastByteAfter(tooLate),
  })
  mustNotAct(heard, 'a call that was whole after its deadline')
  mustNotHaveHappened(await inquire(play, mover, id), 'a call that was whole after its deadline', heard)
}

/** Held in the network while the function gives up; then Alipay asks again. */
async function deliveredTooLate(play: Play): Promise<void> {
  const payment = newPayment(play)
  const held = holdCall('it was held until the receiver had given it up')
  const asked = await play.ask(payment.message, held.fate)
  if (!play.isLocal) await wait(BEHIND_TWO_CLOCKS_MS)
  held.letGo()
  await held.answered
  if (asked.reply.result?.resultStatus !== 'U') {
    throw skipped('the receiver had an answer before its deadline')
  }
  mustNotHaveHappened(await inquire(play, payMover, payment.id), 'a call that came after its deadline')
  await play.untilLeaseIsOver(payment.message)
  const again = await play.ask(payment.message)
  if (again.heard?.status !== 'S') {
    throw skipped(`the attempt in time was answered ${again.reply.result?.resultStatus ?? 'nothing'}`)
  }
}

function mustNotAct(heard: Heard, what: string): void {
  if (heard.status === 'S') {
    throw broken(`${what} was answered S: U is right, because nothing was begun`, heard)
  }
}
