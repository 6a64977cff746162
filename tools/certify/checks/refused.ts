import type { Check } from '../check.ts'
import { mustBegin } from '../expect.ts'
import { saidOf } from '../heard.ts'
import type { Play } from '../play.ts'
import { settled } from '../settled.ts'
import { newPayment, paidPayment, sumOf } from '../till.ts'
import { broken, skipped } from '../verdict.ts'

/** If it is broken, the user has nothing left: nobody pays after it. */
export const refusedChecks: readonly Check[] = [
  {
    rule: 'final',
    name: 'a payment that was refused for its sum stays refused when the user has the sum',
    apis: ['wallet/pay', 'wallet/refund'],
    run: refusedStaysRefused,
  },
]

/** Refused while another payment holds the user's money; that is given back, and the same key comes again. */
async function refusedStaysRefused(play: Play): Promise<void> {
  const { purse, amount } = play
  if (!purse) throw skipped('no answer of yours shows what a user has: no F can be brought about')
  const other = await paidPayment(play)
  const left = await purse.balance()
  const paymentAmount = { currency: amount.currency, value: String(left + 1n) }
  const payment = newPayment(play, { paymentAmount })
  const first = await settled(() => payment.pay())
  if (first.status !== 'F') throw skipped(`a payment of more than the user has was answered ${saidOf(first)}`)
  mustBegin(await settled(() => other.refund(sumOf(play), 'back')), 'the refund that gives the money back')
  const again = await payment.pay({ attempt: 2 })
  if (again.status === 'S') throw broken(`${saidOf(first)} became S`, first, again)
  const { standing, heard } = await payment.inquire()
  if (standing === 'happened' && heard) {
    throw broken(`${saidOf(first)} is now said to have happened`, first, heard)
  }
}
