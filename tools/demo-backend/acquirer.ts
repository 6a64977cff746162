import type { BackendHandlers } from '../../lib/commands/backend.ts'
import type { acquirerCommands } from '../../lib/platforms/acquirer/commands.ts'
import { userInitiatedPay } from './codes.ts'
import { keepDispute } from './disputes.ts'
import { success } from './outcomes.ts'
import { inquiryPushPayment, pushPayment } from './push-payments.ts'
import type { Store } from './store.ts'

/** A small acquirer of one merchant. */
export function acquirerHandlers({ once, ask }: Store): BackendHandlers<typeof acquirerCommands> {
  return {
    // Nobody owes anything here.
    consultUnbinding: async () => ({ result: success, allowUnbinding: 'true' }),
    userInitiatedPay: ask(userInitiatedPay),
    pushPayment: once(pushPayment),
    inquiryPushPayment: ask(inquiryPushPayment),
    initiateRetrieval: once(keepDispute),
    initiateEscalation: once(keepDispute),
  }
}
