import { authNotify } from './authNotify.ts'
import { notifyOriginalCredit } from './notifyOriginalCredit.ts'
import { notifyPayment } from './notifyPayment.ts'
import { notifyRegistrationStatus } from './notifyRegistrationStatus.ts'

/** Every notification that this platform sends. */
export const acquirerNotifications = [
  notifyPayment,
  authNotify,
  notifyRegistrationStatus,
  notifyOriginalCredit,
]
