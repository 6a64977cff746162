import * as v from 'valibot'
import { amount, optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { billStates } from '../bill-states.ts'
import { knownState } from '../known-state.ts'

/** A transaction of a WorldCard. One order is reported many times: lastUpdate shows which is the latest. */
export const notifyBill = notificationApi({
  name: 'notifyBill',
  page: 'https://developers.worldfirst.com/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_bill',
  when: { has: ['assetId', 'orderNo', 'billStatus'] },
  schema: v.looseObject({
    assetId: text,
    maskedCardNo: optionalText,
    orderNo: text,
    cardNickName: optionalText,
    transactionTime: optionalText,
    merchantName: optionalText,
    tradeAmount: v.optional(amount),
    inAmount: v.optional(amount),
    outAmount: v.optional(amount),
    exchangeRate: optionalText,
    billType: optionalText,
    tradeCountry: optionalText,
    billStatus: text,
    billFailReason: v.optional(v.looseObject({})),
    lastUpdate: optionalText,
  }),
  subject: ['bill', 'assetId', 'orderNo'],
  identity: ['assetId', 'orderNo', 'billStatus', 'lastUpdate'],
  state: { moves: billStates, of: ({ billStatus }) => knownState(billStates, billStatus) },
})
