import type { BackendHandlers } from '../../lib/commands/backend.ts'
import type { walletCommands } from '../../lib/platforms/wallet/commands.ts'
import { applyToken, cancelToken, prepare } from './authorizations.ts'
import { keepDispute } from './disputes.ts'
import { sendOTP, verifyOTP } from './one-time-passwords.ts'
import {
  confirmOriginalCredit,
  createOriginalCredit,
  evaluateOriginalCredit,
  inquireOriginalCredit,
} from './original-credits.ts'
import { cancelPayment, evaluatePayment, inquiryPayment, pay } from './payments.ts'
import { refund } from './refund.ts'
import { registration } from './registration.ts'
import type { Store } from './store.ts'

/** A small mobile wallet that knows everybody: accounts, codes and tokens are there as soon as they are named. */
export function walletHandlers({ once, ask }: Store): BackendHandlers<typeof walletCommands> {
  const [evaluate, execute] = [ask(evaluatePayment), once(pay)]
  return {
    pay: (command) =>
      command.request.paymentFactor?.isPaymentEvaluation === 'true' ? evaluate(command) : execute(command),
    inquiryPayment: ask(inquiryPayment),
    cancelPayment: once(cancelPayment),
    refund: once(refund),
    prepare: ask(prepare),
    applyToken: once(applyToken),
    cancelToken: once(cancelToken),
    sendOTP: once(sendOTP),
    verifyOTP: once(verifyOTP),
    registration: once(registration),
    responseEscalation: once(keepDispute),
    responseRetrieval: once(keepDispute),
    evaluateOriginalCredit: ask(evaluateOriginalCredit),
    createOriginalCredit: once(createOriginalCredit),
    inquireOriginalCredit: ask(inquireOriginalCredit),
    confirmOriginalCredit: once(confirmOriginalCredit),
  }
}
