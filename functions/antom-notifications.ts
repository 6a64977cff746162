import { antomNotifications } from '../lib/platforms/antom/notifications.ts'
import { antom } from '../lib/platforms/antom/platform.ts'
import { notificationFunction } from './wiring/notification-function.ts'

export const handler = notificationFunction(antom, antomNotifications)
