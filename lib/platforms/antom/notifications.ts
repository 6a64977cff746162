import { notifyAuthorization } from './notifyAuthorization.ts'
import { notifyBillingSubscription } from './notifyBillingSubscription.ts'
import { notifyCapture } from './notifyCapture.ts'
import { notifyCardBill } from './notifyCardBill.ts'
import { notifyCardStatus } from './notifyCardStatus.ts'
import { notifyCreditNote } from './notifyCreditNote.ts'
import { notifyDirectRefund } from './notifyDirectRefund.ts'
import { notifyDispute } from './notifyDispute.ts'
import { notifyInvoice } from './notifyInvoice.ts'
import { notifyMeterEvent } from './notifyMeterEvent.ts'
import { notifyPayment } from './notifyPayment.ts'
import { notifyPayout } from './notifyPayout.ts'
import { notifyRefund } from './notifyRefund.ts'
import { notifyRegistration } from './notifyRegistration.ts'
import { notifyRegistrationStatus } from './notifyRegistrationStatus.ts'
import { notifySettlement } from './notifySettlement.ts'
import { notifySubscription } from './notifySubscription.ts'
import { notifySubscriptionCancel } from './notifySubscriptionCancel.ts'
import { notifySubscriptionPayment } from './notifySubscriptionPayment.ts'
import { notifyVaulting } from './notifyVaulting.ts'

/** Every notification that this platform sends. */
export const antomNotifications = [
  notifyPayment,
  notifyCapture,
  notifyAuthorization,
  notifyRefund,
  notifyDispute,
  notifyVaulting,
  notifySubscription,
  notifySubscriptionPayment,
  notifyRegistrationStatus,
  notifyRegistration,
  notifySettlement,
  notifyPayout,
  notifyDirectRefund,
  notifyCardStatus,
  notifyCardBill,
  notifyBillingSubscription,
  notifySubscriptionCancel,
  notifyInvoice,
  notifyCreditNote,
  notifyMeterEvent,
]
