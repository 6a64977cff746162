import type { NotificationApi } from '../notifications/notification-api.ts'
import type { PlatformName } from '../protocol/platform.ts'
import { acquirerNotifications } from './acquirer/notifications.ts'
import { antomNotifications } from './antom/notifications.ts'
import { miniProgramNotifications } from './mini-program/notifications.ts'
import { worldfirstNotifications } from './worldfirst/notifications.ts'

const rows: Readonly<Record<PlatformName, readonly NotificationApi[]>> = {
  acquirer: acquirerNotifications,
  antom: antomNotifications,
  'mini-program': miniProgramNotifications,
  wallet: [],
  worldfirst: worldfirstNotifications,
}

/** The platforms that send notifications at all. */
export const notifyingPlatforms = (Object.keys(rows) as PlatformName[]).filter(
  (platform) => rows[platform].length > 0,
)

/** Every notification that a platform sends; the wallet is sent commands only. */
export function notificationsOf(platform: PlatformName): readonly NotificationApi[] {
  return rows[platform]
}
