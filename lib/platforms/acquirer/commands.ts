import { consultUnbinding } from './consultUnbinding.ts'
import { initiateEscalation } from './initiateEscalation.ts'
import { initiateRetrieval } from './initiateRetrieval.ts'
import { inquiryPushPayment } from './inquiryPushPayment.ts'
import { pushPayment } from './pushPayment.ts'
import { userInitiatedPay } from './userInitiatedPay.ts'

/** Every command that this platform sends. */
export const acquirerCommands = [
  consultUnbinding,
  userInitiatedPay,
  pushPayment,
  inquiryPushPayment,
  initiateRetrieval,
  initiateEscalation,
]
