import { worldfirstNotifications } from '../lib/platforms/worldfirst/notifications.ts'
import { worldfirst } from '../lib/platforms/worldfirst/platform.ts'
import { notificationFunction } from './wiring/notification-function.ts'

export const handler = notificationFunction(worldfirst, worldfirstNotifications)
