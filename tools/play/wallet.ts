import { freshCommand } from '../alipay/fresh-messages.ts'
import type { Commander } from '../alipay/sender.ts'
import { type Reply, signCommand } from '../alipay/signed-request.ts'
import type { Account } from '../demo-backend/accounts.ts'
import type { DemoBackend } from '../demo-backend/start.ts'
import { play, type Stage } from './scene.ts'

/** Plays Alipay+ towards the wallet: payments, refunds and cancels, a tax refund, and the money that it came to. */
export async function demonstrateWallet(
  sender: Commander,
  backend: DemoBackend,
  run: string,
  stage: Stage,
): Promise<void> {
  const { print } = stage
  const user = `customer-${run}`
  const show = async (what: string, api: string, body: string, earlier?: Reply): Promise<Reply> => {
    const { line, reply } = await play(what, sender, signCommand(sender, api, body), stage)
    print(line + remarksOn(reply, earlier))
    return reply
  }
  print(`\nwallet: POST ${sender.commandsUrl}/<command>, for a user whose accounts begin with 1,000,000`)
  await showPayments(user, run, show)
  await showTaxRefund(user, run, show)
  const { accounts, surplus } = await backend.ledger()
  const held = accounts.filter(({ holder }) => holder === user).map(readBalance)
  print(`  ${'what the user has now'.padEnd(26)} ${held.join(', ')}`)
  print(
    surplus.length === 0
      ? 'What all accounts and payments hold adds up to the last unit.'
      : `It DOES NOT ADD UP: ${JSON.stringify(surplus)}`,
  )
}

/** An earlier reply must be repeated. */
type Show = (what: string, api: string, body: string, earlier?: Reply) => Promise<Reply>

async function showPayments(user: string, run: string, show: Show): Promise<void> {
  const paying = (payment: string, value: string) =>
    freshCommand('wallet', 'pay', `${run}-${payment}`, {
      paymentAmount: { currency: 'JPY', value },
      paymentMethod: { customerId: user },
    })
  const refunding = (refund: string, value: string) =>
    freshCommand('wallet', 'refund', `${run}-1`, {
      refundRequestId: `refund-${run}-${refund}`,
      refundAmount: { currency: 'JPY', value },
    })
  const inquiring = (payment: string) => freshCommand('wallet', 'inquiryPayment', `${run}-${payment}`)

  const paid = await show('pay JPY 10,000', 'pay', paying('1', '10000'))
  await show('the same again', 'pay', paying('1', '10000'), paid)
  await show('the same, another amount', 'pay', paying('1', '20000'))
  await show('refund 4,000', 'refund', refunding('1', '4000'))
  await show('refund 5,000', 'refund', refunding('2', '5000'))
  await show('refund 2,000: too much', 'refund', refunding('3', '2000'))
  await show('how did it go?', 'inquiryPayment', inquiring('1'))
  await show('pay JPY 30,000', 'pay', paying('2', '30000'))
  await show('cancel it', 'cancelPayment', freshCommand('wallet', 'cancelPayment', `${run}-2`))
  await show('pay it after all', 'pay', paying('2', '30000'))
  await show('how did it go?', 'inquiryPayment', inquiring('2'))
}

async function showTaxRefund(user: string, run: string, show: Show): Promise<void> {
  const evaluation = freshCommand('wallet', 'evaluateOriginalCredit', run, {
    paymentMethod: { paymentMethodId: user },
  })
  const { payerAmount } = JSON.parse(evaluation)
  const credit = freshCommand('wallet', 'createOriginalCredit', run, {
    payee: { userId: user },
    payeeAmount: payerAmount,
  })
  const inquiry = freshCommand('wallet', 'inquireOriginalCredit', run)
  const confirmation = freshCommand('wallet', 'confirmOriginalCredit', run)

  const evaluated = await show('tax refund: to whom?', 'evaluateOriginalCredit', evaluation)
  await show('the same at the scan', 'evaluateOriginalCredit', evaluation, evaluated)
  const created = await show(`credit SGD ${grouped(payerAmount.value)}`, 'createOriginalCredit', credit)
  await show('the same again', 'createOriginalCredit', credit, created)
  await show('how did it go?', 'inquireOriginalCredit', inquiry)
  await show('confirm it', 'confirmOriginalCredit', confirmation)
}

/** How the inquired payment or credit went, or whether a repeat got the same answer. */
function remarksOn({ body }: Reply, earlier: Reply | undefined): string {
  if (earlier) return body.equals(earlier.body) ? ', the same outcome' : ', ANOTHER OUTCOME'
  const { paymentResult, originalCreditResult } = JSON.parse(body.toString())
  const result = paymentResult ?? originalCreditResult
  return result ? `; it: ${result.resultStatus} ${result.resultCode}` : ''
}

function readBalance({ balance }: Account): string {
  return `${balance.currency} ${grouped(balance.value)}`
}

function grouped(digits: string): string {
  return BigInt(digits).toLocaleString('en')
}
