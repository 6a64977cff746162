import type { CommandApi } from '../../../lib/commands/command-api.ts'
import { nameOperation, type OperationName } from '../../../lib/commands/name-operation.ts'
import { wallet } from '../../../lib/platforms/wallet/platform.ts'
import type { VerifiedRequest } from '../../../lib/protocol/request.ts'
import { cancelPayment, pay, refund } from '../memory/toy-commands.ts'
import { verifiedRequest } from '../request/verified-request.ts'
import { fakeTime } from './fake-time.ts'
import { accountOf } from './model-backend.ts'

/** A command as its sender would send it again and again. */
export interface Sent extends OperationName {
  readonly title: string
  readonly api: CommandApi
  readonly verified: VerifiedRequest
  /** Where the backend has its money. */
  readonly account: string
}

const payment = { paymentRequestId: 'p1', paymentAmount: { currency: 'JPY', value: '100' } }
const giveBack = { refundRequestId: 'r1', paymentId: 'p0', refundAmount: payment.paymentAmount }
const sentAt = fakeTime().clock()

export const sent = {
  pay: sentBy('pay', pay, payment),
  /** The same payment with other key fields. */
  payOther: sentBy('payOther', pay, { ...payment, paymentAmount: { currency: 'JPY', value: '999' } }),
  cancel: sentBy('cancel', cancelPayment, { paymentRequestId: payment.paymentRequestId }),
  refund: sentBy('refund', refund, giveBack),
}

function sentBy(title: string, api: CommandApi, body: object): Sent {
  const verified = verifiedRequest(JSON.stringify(body), { uri: `/wallet/${api.name}`, sentAt })
  const name = nameOperation(api, { ...body }, wallet.name, verified.client.clientId)
  return { ...name, title, api, verified, account: accountOf(body) }
}
