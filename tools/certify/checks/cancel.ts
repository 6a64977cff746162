import type { Check } from '../check.ts'
import { mustBegin, mustNotHaveHappened, mustNotSucceed, watchBalance } from '../expect.ts'
import { holdCall } from '../fates.ts'
import { type Heard, hear, isFinal, saidOf } from '../heard.ts'
import type { Play } from '../play.ts'
import { settled, settledAtAlipay } from '../settled.ts'
import { newPayment, type Payment, paidPayment } from '../till.ts'
import { broken, skipped } from '../verdict.ts'

const apis = ['wallet/pay', 'wallet/cancelPayment']
const ROUNDS = 10

export const cancelChecks: readonly Check[] = [
  {
    rule: 'cancel',
    name: 'a cancel of a payment that never came is S, and refuses the payment when it comes',
    apis,
    async run(play) {
      const balance = await watchBalance(play)
      const payment = newPayment(play)
      await mustCancel(payment)
      mustNotSucceed(await settled(() => payment.pay()), 'a payment after its cancel')
      mustNotHaveHappened(await payment.inquire(), 'a payment after its cancel')
      await balance.took(0n, 'a payment after its cancel')
    },
  },
  {
    rule: 'cancel',
    name: 'a cancel after its payment gives everything back, once, and the payment stays cancelled',
    apis,
    async run(play) {
      const balance = await watchBalance(play)
      const payment = await paidPayment(play)
      await mustCancel(payment)
      await mustCancel(payment)
      mustNotHaveHappened(await payment.inquire(), 'a payment that was cancelled', payment.paid)
      await balance.took(0n, 'a payment and its cancel')
    },
  },
  {
    rule: 'cancel',
    name: `a payment and its cancel at the same time, ${ROUNDS} times: in the end the payment has not happened`,
    apis,
    async run(play) {
      const balance = await watchBalance(play)
      for (let round = 0; round < ROUNDS; round++) {
        const payment = newPayment(play)
        const [paid] = await Promise.all([payment.pay(), payment.cancel()])
        await mustCancel(payment)
        mustNotHaveHappened(await payment.inquire(), 'a payment with its cancel', paid)
      }
      await balance.took(0n, 'payments with their cancels')
    },
  },
  {
    rule: 'cancel',
    name: 'Alipay cancels while the payment is on its way to you: it ends cancelled',
    apis,
    run: cancelledOnItsWay,
  },
]

/** Through the functions: the cancel is held back until the payment has an outcome, and then undoes it. */
async function cancelledOnItsWay(play: Play): Promise<void> {
  const balance = await watchBalance(play)
  const payment = newPayment(play)
  const cancel = play.message('wallet/cancelPayment', payment.id)
  const held = holdCall()
  const paying = play.ask(payment.message, held.fate)
  await held.reached
  const early = await play.ask(cancel)
  if (early.heard) {
    throw broken(
      'the receiver let the cancel meet its payment: that is its own fault, report it',
      early.heard,
    )
  }
  held.letGo()
  const paid = await paying
  if (paid.reply.result?.resultStatus === 'S') {
    throw broken(
      'Alipay was answered S for a payment behind its cancel: that is the receiver’s fault, report it',
    )
  }
  const { heard } = paid
  if (heard && !isFinal(hear(heard.exchange))) await play.untilLeaseIsOver(payment.message)
  const cancelled = await settledAtAlipay(play, cancel)
  if (!cancelled.heard) throw skipped('the cancel did not come to your backend')
  mustBeCancelled(cancelled.heard)
  mustNotHaveHappened(
    await payment.inquire(),
    'a payment that was cancelled',
    ...(heard ? [heard] : []),
    cancelled.heard,
  )
  await balance.took(0n, 'a payment that was cancelled on its way')
}

/** A cancel is S or U, and S in the end. */
async function mustCancel(payment: Payment): Promise<void> {
  mustBeCancelled(await settled(() => payment.cancel()))
}

function mustBeCancelled(heard: Heard): void {
  if (heard.status === 'F') throw broken(`a cancel was answered ${saidOf(heard)}: it has no F`, heard)
  mustBegin(heard, 'the cancel')
}
