import { notifyPayment } from './notifyPayment.ts'

/** Every notification that this platform sends. */
export const worldfirstNotifications = [notifyPayment]
