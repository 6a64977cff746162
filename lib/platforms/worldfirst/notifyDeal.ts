import * as v from 'valibot'
import { CONTENT } from '../../content/naming.ts'
import { optionalText, result } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'

const dealStates = { PROCESSING: ['SUCCESS', 'CANCELLED', 'FAIL'], SUCCESS: [], CANCELLED: [], FAIL: [] }

/** The result of a forward FX deal, by its code: PROCESSING has the status S too. */
export const notifyDeal = notificationApi({
  name: 'notifyDeal',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_deal',
  when: { has: ['deal', 'dealResult'] },
  schema: v.looseObject({
    deal: v.looseObject({ dealRequestId: optionalText, dealId: optionalText }),
    dealResult: result,
  }),
  // The page does not print the fields of a deal: the ids are inferred. Without either, a message is its own deal.
  subject: ['deal', ['deal.dealRequestId', 'deal.dealId', CONTENT]],
  identity: [['deal.dealRequestId', 'deal.dealId'], 'dealResult.resultCode', CONTENT],
  state: {
    moves: dealStates,
    of: ({ dealResult }) => knownState(dealStates, dealResult.resultCode),
  },
})
