import fc from 'fast-check'
import { freshCommand } from '../../tools/alipay/fresh-messages.ts'

/** A command to the wallet, and how often it is sent. */
export interface LoadedCommand {
  readonly api: 'pay' | 'cancelPayment' | 'refund' | 'createOriginalCredit'
  readonly body: string
  /** What ends its key in the journal. */
  readonly ending: string
  readonly user: string
  /** Of a cancel nothing: it gives back what is held. */
  readonly amount: bigint
  /** What it refunds or cancels. */
  readonly pay?: LoadedCommand
  /** One for each time that it is sent: all commands are sent in the order of these. */
  readonly places: readonly number[]
}

/** 200 commands, and after how many answers each the receiver is killed. */
export interface WalletLoad {
  readonly commands: readonly LoadedCommand[]
  readonly kills: readonly number[]
}

const [PAYS, CANCELS, REFUNDS, CREDITS, KILLS] = [80, 40, 50, 30, 6]

const user = fc.nat({ max: 4 }).map((n) => `customer-${n}`)
const upTo = (max: number) => fc.integer({ min: 1, max }).map(String)
const pay = fc.nat({ max: PAYS - 1 })
const places = fc.array(fc.nat(), { minLength: 2, maxLength: 4 })

/** Users run out of money, payments are refunded by too much, and half of them are cancelled, at any time. */
export const walletLoads: fc.Arbitrary<WalletLoad> = fc.noBias(
  fc
    .record({
      pays: exactly(PAYS, fc.record({ user, value: upTo(300_000), places })),
      cancels: fc.uniqueArray(fc.record({ pay, places }), {
        minLength: CANCELS,
        maxLength: CANCELS,
        selector: (cancel) => cancel.pay,
      }),
      refunds: exactly(REFUNDS, fc.record({ pay, value: upTo(100_000), places })),
      credits: exactly(CREDITS, fc.record({ user, value: upTo(20_000), places })),
      // Each command is answered twice at least.
      kills: exactly(KILLS, fc.integer({ min: 10, max: 60 })),
    })
    .map(({ pays, cancels, refunds, credits, kills }) => {
      const paying = pays.map((plan, n) => payOf(plan, `p${n}`))
      const cancelling = cancels.map((plan) => cancelOf(plan, paying[plan.pay]))
      const refunding = refunds.map((plan, n) => refundOf(plan, `r${n}`, paying[plan.pay]))
      const crediting = credits.map((plan, n) => creditOf(plan, `o${n}`))
      return { commands: [...paying, ...cancelling, ...refunding, ...crediting], kills }
    }),
)

interface Plan {
  readonly places: readonly number[]
}
interface MoneyPlan extends Plan {
  readonly user: string
  readonly value: string
}

function payOf({ user, value, places }: MoneyPlan, run: string): LoadedCommand {
  const changes = { paymentAmount: yen(value), paymentMethod: { customerId: user } }
  const body = freshCommand('wallet', 'pay', run, changes)
  return { api: 'pay', body, ending: `-${run}`, user, amount: BigInt(value), places }
}

function cancelOf({ places }: Plan, pay: LoadedCommand | undefined): LoadedCommand {
  if (!pay) throw new Error('there is no such pay')
  const { ending, user } = pay
  const body = freshCommand('wallet', 'cancelPayment', ending.slice(1))
  return { api: 'cancelPayment', body, ending, user, amount: 0n, pay, places }
}

function refundOf(
  { value, places }: Plan & { readonly value: string },
  run: string,
  pay: LoadedCommand | undefined,
): LoadedCommand {
  if (!pay) throw new Error('there is no such pay')
  const changes = { refundRequestId: `refund-${run}`, refundAmount: yen(value) }
  const body = freshCommand('wallet', 'refund', pay.ending.slice(1), changes)
  return { api: 'refund', body, ending: `-${run}`, user: pay.user, amount: BigInt(value), pay, places }
}

function creditOf({ user, value, places }: MoneyPlan, run: string): LoadedCommand {
  const changes = { payeeAmount: yen(value), payee: { userId: user } }
  const body = freshCommand('wallet', 'createOriginalCredit', run, changes)
  return { api: 'createOriginalCredit', body, ending: `-${run}`, user, amount: BigInt(value), places }
}

function yen(value: string) {
  return { currency: 'JPY', value }
}

function exactly<Value>(length: number, arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value[]> {
  return fc.array(arbitrary, { minLength: length, maxLength: length })
}
