import { miniProgramNotifications } from '../lib/platforms/mini-program/notifications.ts'
import { miniProgram } from '../lib/platforms/mini-program/platform.ts'
import { notificationFunction } from './wiring/notification-function.ts'

export const handler = notificationFunction(miniProgram, miniProgramNotifications)
