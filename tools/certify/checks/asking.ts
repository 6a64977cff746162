import type { Check } from '../check.ts'
import { mustBegin, mustNotHaveHappened, mustPay, watchBalance } from '../expect.ts'
import { outcomeText, saidOf } from '../heard.ts'
import type { Play } from '../play.ts'
import { EMPTY } from '../purse.ts'
import { readyMessage } from '../ready-message.ts'
import { settled } from '../settled.ts'
import { inquire, movers, newPayment, paidPayment, sumOf } from '../till.ts'
import { broken, skipped } from '../verdict.ts'

const TIMES = 10

export const askingChecks: readonly Check[] = [
  {
    rule: 'asking',
    name: `${TIMES} evaluations of a payment take nothing, and leave its id to the payment`,
    apis: ['wallet/pay'],
    run: evaluationsOfPayment,
  },
  {
    rule: 'asking',
    name: `${TIMES} evaluations of an original credit give nothing`,
    apis: ['wallet/pay', 'wallet/evaluateOriginalCredit'],
    run: evaluationsOfCredit,
  },
  ...movers.map((mover) => ({
    rule: 'asking' as const,
    name: 'an inquiry of what never came leaves nothing: it can come',
    apis: [mover.act, mover.inquiry],
    async run(play: Play) {
      const id = play.newId()
      for (let time = 0; time < TIMES; time++) await inquire(play, mover, id)
      mustPay(await settled(() => play.call(play.message(mover.act, id))), 'its inquiries')
    },
  })),
  {
    rule: 'asking',
    name: `${TIMES} inquiries of a payment change nothing of it`,
    apis: ['wallet/pay', 'wallet/inquiryPayment'],
    async run(play) {
      const payment = await paidPayment(play)
      const balance = await watchBalance(play)
      const first = await payment.inquire()
      for (let time = 1; time < TIMES; time++) {
        const { heard } = await payment.inquire()
        if (!heard || !first.heard || outcomeText(heard) === outcomeText(first.heard)) continue
        throw broken('two inquiries of one payment were answered differently', first.heard, heard)
      }
      await balance.took(0n, 'after inquiries')
      if (!play.served.has('wallet/refund')) return
      mustBegin(await settled(() => payment.refund(sumOf(play), 'all')), 'a refund of all')
    },
  },
  {
    rule: 'asking',
    name: 'a code that is scanned twice stands for the same order',
    apis: ['acquirer/userInitiatedPay'],
    async run(play) {
      const message = await readyMessage(play, 'acquirer/userInitiatedPay')
      const [first, second] = [await play.call(message), await play.call(message)]
      mustBegin(first, 'the first scan')
      if (first.body.paymentRequestId === second.body.paymentRequestId) return
      throw broken('two scans of one code have different orders', first, second)
    },
  },
]

async function evaluationsOfPayment(play: Play): Promise<void> {
  if (play.taking) {
    throw broken(
      `an evaluation was S, and then one of the same sum F ${EMPTY}: evaluations take the money, or hold it`,
      ...play.taking,
    )
  }
  const balance = await watchBalance(play)
  const payment = newPayment(play)
  const evaluation = play.message('wallet/pay', payment.id, {
    paymentFactor: { isPaymentEvaluation: 'true' },
  })
  const heard = await settled(() => play.call(evaluation))
  if (heard.status === undefined) throw skipped(`an evaluation was answered ${saidOf(heard)}`)
  for (let time = 1; time < TIMES; time++) await play.call(evaluation)
  mustNotHaveHappened(await payment.inquire(), 'a payment that was only evaluated', heard)
  await balance.took(0n, 'after evaluations')
  mustPay(await settled(() => payment.pay()), 'its evaluations', heard)
  await balance.took(sumOf(play), 'after evaluations and the payment')
}

/** For the user who pays: what that user has is seen. */
async function evaluationsOfCredit(play: Play): Promise<void> {
  const balance = await watchBalance(play)
  if (!balance.isSeen) throw skipped('no answer of yours shows what a user has')
  const { paymentMethod } = Object(play.message('wallet/pay', play.newId()).body)
  const evaluation = play.message('wallet/evaluateOriginalCredit', play.newId(), {
    paymentMethod: { paymentMethodId: paymentMethod?.customerId ?? paymentMethod?.paymentMethodId },
  })
  for (let time = 0; time < TIMES; time++) await play.call(evaluation)
  await balance.took(0n, 'after evaluations of an original credit')
}
