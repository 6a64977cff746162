import * as v from 'valibot'
import { optionalText, result } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { askedTransfer } from './asked-transfer.ts'
import { transferFields } from './transfer-fields.ts'

/** How a payout to a bank account or wallet stands: its transferResult; result is about the call. */
export const inquiryPayout = inquiryApi({
  ...askedTransfer,
  name: 'inquiryPayout',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/inquiry_payout',
  evidence: 'documented',
  kind: 'payout',
  settles: ['notifyPayout'],
  path: '/api/v1/business/fund/inquiryPayout',
  schema: v.looseObject({
    result,
    ...transferFields,
    chargeMode: optionalText,
    transferOrderAddition: v.optional(v.looseObject({})),
  }),
})
