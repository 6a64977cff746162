import { notifyPayment } from './notifyPayment.ts'
import { notifyPaymentV1Status } from './notifyPayment.v1-status.ts'
import { notifyPaymentV1Tng } from './notifyPayment.v1-tng.ts'
import { transactionNotify } from './transactionNotify.ts'

/** Every notification that this platform sends. */
export const miniProgramNotifications = [
  notifyPayment,
  notifyPaymentV1Tng,
  notifyPaymentV1Status,
  transactionNotify,
]
