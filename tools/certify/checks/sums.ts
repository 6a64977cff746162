import type { Check } from '../check.ts'
import { mustBegin, mustNotSucceed, watchBalance } from '../expect.ts'
import { saidOf } from '../heard.ts'
import type { Play } from '../play.ts'
import { settled } from '../settled.ts'
import { paidPayment, sumOf } from '../till.ts'
import { broken } from '../verdict.ts'

const apis = ['wallet/pay', 'wallet/refund']
const PARTS = 50
/** So many of them are what was paid. */
const FITTING = 40n

export const sumsChecks: readonly Check[] = [
  {
    rule: 'sums',
    name: 'the payment can be refunded in parts, and then no unit more',
    apis,
    async run(play) {
      const balance = await watchBalance(play)
      const payment = await paidPayment(play)
      const half = sumOf(play) / 2n
      for (const [name, part] of Object.entries({ first: half, rest: sumOf(play) - half })) {
        mustBegin(await settled(() => payment.refund(part, name)), `a refund of ${part}`)
      }
      mustNotSucceed(await settled(() => payment.refund(1n, 'more')), 'a refund of one unit more')
      await balance.took(0n, 'a payment and its refunds')
    },
  },
  {
    rule: 'sums',
    name: 'a refund of one unit more than was paid is refused',
    apis,
    async run(play) {
      const payment = await paidPayment(play)
      mustNotSucceed(
        await settled(() => payment.refund(sumOf(play) + 1n, 'more')),
        'a refund of more than was paid',
      )
    },
  },
  {
    rule: 'sums',
    name: `${PARTS} refunds at once of a fortieth each: forty at most succeed`,
    apis,
    run: manyParts,
  },
  {
    rule: 'sums',
    name: 'a refund in another currency is refused',
    apis,
    async run(play) {
      const payment = await paidPayment(play)
      const currency = play.amount.currency === 'USD' ? 'EUR' : 'USD'
      const refundAmount = { currency, value: String(sumOf(play)) }
      mustNotSucceed(
        await settled(() => payment.refund(1n, 'other', { refundAmount })),
        `a refund in ${currency}`,
      )
    },
  },
  {
    rule: 'sums',
    name: 'after a refund of a part the cancel gives back the rest, and nothing can be refunded any more',
    apis: [...apis, 'wallet/cancelPayment'],
    async run(play) {
      const balance = await watchBalance(play)
      const payment = await paidPayment(play)
      mustBegin(await settled(() => payment.refund(sumOf(play) / 4n, 'part')), 'a refund of a part')
      mustBegin(await settled(() => payment.cancel()), 'the cancel')
      mustNotSucceed(await settled(() => payment.refund(1n, 'late')), 'a refund after the cancel')
      await balance.took(0n, 'a payment, its refund and its cancel')
    },
  },
]

/** What is answered U is asked again: it may have been in another's way. */
async function manyParts(play: Play): Promise<void> {
  const balance = await watchBalance(play)
  const payment = await paidPayment(play)
  const part = sumOf(play) / FITTING
  const all = await Promise.all(
    Array.from({ length: PARTS }, async (_, index) => {
      const refund = () => payment.refund(part, String(index))
      const heard = await refund()
      return { refund, heard }
    }),
  )
  let succeeded = 0n
  for (const { refund, heard } of all) {
    const { status } = heard.status === 'S' || heard.status === 'F' ? heard : await settled(refund)
    if (status === 'S') succeeded += 1n
  }
  const refunded = succeeded * part
  if (refunded > sumOf(play)) {
    throw broken(
      `${refunded} of ${sumOf(play)} were refunded: ${succeeded} of ${PARTS} parts were answered S`,
      ...all.flatMap(({ heard }) => (saidOf(heard).startsWith('S') ? [heard] : [])).slice(-3),
    )
  }
  await balance.took(sumOf(play) - refunded, `after ${succeeded} refunds of ${part}`)
}
