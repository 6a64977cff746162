import { acquirerNotifications } from '../lib/platforms/acquirer/notifications.ts'
import { acquirer } from '../lib/platforms/acquirer/platform.ts'
import { notificationFunction } from './wiring/notification-function.ts'

export const handler = notificationFunction(acquirer, acquirerNotifications)
