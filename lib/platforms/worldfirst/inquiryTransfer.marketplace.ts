import * as v from 'valibot'
import { result } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { HOUR_MS, SECOND_MS } from '../schedules.ts'
import { askedTransfer } from './asked-transfer.ts'
import { transferFields } from './transfer-fields.ts'

/**
 * How a transfer of the Global Enterprise Marketplace stands: every 2 to 3 seconds, 10 to 20 times, as its page orders,
 * then more seldom. Inferred is how it says that it knows no such transfer: as its sisters.
 */
export const inquiryTransferMarketplace = inquiryApi({
  ...askedTransfer,
  name: 'inquiryTransfer.marketplace',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/global_enterprise_marketplace/inquiry_transfer',
  evidence: 'inferred',
  kind: 'marketplace-transfer',
  settles: ['notifyTransferResult'],
  path: '/api/business/transfer/inquiryTransfer',
  schema: v.looseObject({ result, ...transferFields }),
  schedules: { online: { pauses: [[3 * SECOND_MS, 20]], factor: 2, longestPauseMs: 6 * HOUR_MS } },
})
