import * as v from 'valibot'
import { optionalText, result } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { askedTransfer } from './asked-transfer.ts'
import { transferFields } from './transfer-fields.ts'

/** How a transfer between WorldFirst accounts stands: its transferResult; result is about the call. */
export const inquiryTransfer = inquiryApi({
  ...askedTransfer,
  name: 'inquiryTransfer',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/inquiry_transfer',
  evidence: 'documented',
  kind: 'transfer',
  settles: ['notifyTransfer'],
  path: '/api/v1/business/fund/inquiryTransfer',
  schema: v.looseObject({
    result,
    ...transferFields,
    businessSceneCode: optionalText,
    transferOrderAddition: v.optional(v.looseObject({ referenceOrderId: optionalText })),
  }),
})
