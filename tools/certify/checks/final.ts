import type { Check } from '../check.ts'
import { mustBegin, mustNotSucceed } from '../expect.ts'
import { saidOf } from '../heard.ts'
import type { Play } from '../play.ts'
import { settled } from '../settled.ts'
import { inquire, movers, newPayment, paidPayment, sumOf } from '../till.ts'
import { broken, skipped } from '../verdict.ts'

const INQUIRIES = 3

export const finalChecks: readonly Check[] = [
  ...movers.map((mover) => ({
    rule: 'final' as const,
    name: 'an inquiry of what never came says neither that it happened nor that it never will',
    apis: [mover.inquiry],
    async run(play: Play) {
      const { standing, heard } = await inquire(play, mover, play.newId())
      if (!heard || standing === 'absent' || standing === 'silent') return
      throw broken(
        `an unknown id was answered S with a ${mover.result} of ${standing === 'failed' ? 'F' : 'S'}: F ORDER_NOT_EXIST, or U`,
        heard,
      )
    },
  })),
  ...movers.map((mover) => ({
    rule: 'final' as const,
    name: 'after an S every inquiry says that it happened',
    apis: [mover.act, mover.inquiry],
    async run(play: Play) {
      const id = play.newId()
      const first = await settled(() => play.call(play.message(mover.act, id)))
      mustBegin(first, 'the first')
      for (let inquiry = 0; inquiry < INQUIRIES; inquiry++) {
        const { standing, heard } = await inquire(play, mover, id)
        if (standing === 'happened' || !heard) continue
        throw broken(`what was answered S was later said to be ${saidOf(heard)}, ${standing}`, first, heard)
      }
    },
  })),
  {
    rule: 'final',
    name: 'a refund of a payment that never came is U: the payment may still come',
    apis: ['wallet/refund'],
    async run(play) {
      const heard = await newPayment(play).refund(1n, 'early', { paymentId: `never-${play.newId()}` })
      if (heard.status === 'S' || heard.status === 'F') {
        throw broken(`a refund of an unknown payment was answered ${saidOf(heard)}, and must be U`, heard)
      }
    },
  },
  {
    rule: 'final',
    name: 'a confirmation of a credit that never came is U: the credit may still come',
    apis: ['wallet/confirmOriginalCredit'],
    async run(play) {
      const heard = await play.call(play.message('wallet/confirmOriginalCredit', play.newId()))
      if (heard.status === 'S' || heard.status === 'F') {
        throw broken(
          `a confirmation of an unknown credit was answered ${saidOf(heard)}, and must be U`,
          heard,
        )
      }
    },
  },
  {
    rule: 'final',
    name: 'a refund that was refused stays refused, also when the same key comes with less',
    apis: ['wallet/pay', 'wallet/refund'],
    async run(play) {
      const payment = await paidPayment(play)
      const first = await settled(() => payment.refund(sumOf(play) + 1n, 'more'))
      if (first.status !== 'F') {
        throw skipped(`a refund of too much was answered ${saidOf(first)}: there is no F to hold to`)
      }
      for (const value of [sumOf(play) + 1n, 1n]) {
        mustNotSucceed(
          await payment.refund(value, 'more'),
          `a refund that was ${saidOf(first)}, asked again under its key,`,
        )
      }
    },
  },
]
