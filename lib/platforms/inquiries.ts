import type { InquiryApi } from '../inquiries/inquiry-api.ts'
import type { PlatformName } from '../protocol/platform.ts'
import { acquirerInquiries } from './acquirer/inquiries.ts'
import { antomInquiries } from './antom/inquiries.ts'
import { miniProgramInquiries } from './mini-program/inquiries.ts'
import { worldfirstInquiries } from './worldfirst/inquiries.ts'

const rows: Readonly<Record<PlatformName, readonly InquiryApi[]>> = {
  acquirer: acquirerInquiries,
  antom: antomInquiries,
  'mini-program': miniProgramInquiries,
  wallet: [],
  worldfirst: worldfirstInquiries,
}

/** The platforms that are asked at all. */
export const askingPlatforms = (Object.keys(rows) as PlatformName[]).filter(
  (platform) => rows[platform].length > 0,
)

/** Every question that a platform's gateway is asked; the wallet answers questions and asks none. */
export function inquiriesOf(platform: PlatformName): readonly InquiryApi[] {
  return rows[platform]
}
