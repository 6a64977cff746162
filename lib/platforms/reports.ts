import type { InquiryApi } from '../inquiries/inquiry-api.ts'
import { unresolved } from '../inquiries/unresolved.ts'
import type { ReportApi } from '../notifications/report-api.ts'
import type { PlatformName } from '../protocol/platform.ts'
import { askingPlatforms, inquiriesOf } from './inquiries.ts'
import { notificationsOf, notifyingPlatforms } from './notifications.ts'

const rows = new Map<PlatformName, readonly ReportApi[]>(
  notifyingPlatforms.map((platform) => [
    platform,
    [
      ...notificationsOf(platform).map((row) => {
        const { finals = [] } = inquiryFor(platform, row.name) ?? {}
        return { ...row, finals }
      }),
      ...inquiriesOf(platform),
      ...(askingPlatforms.includes(platform) ? [unresolved] : []),
    ],
  ]),
)

/** All that may stand in a platform's receipts: its notifications, the answers to inquiries, and what is unresolved. */
export function reportsOf(platform: PlatformName): readonly ReportApi[] {
  return rows.get(platform) ?? []
}

/** The question about the object that this notification or answer reports, where there is one. */
export function inquiryFor(platform: PlatformName, api: string): InquiryApi | undefined {
  return inquiriesOf(platform).find(({ name, settles }) => name === api || settles.includes(api))
}
