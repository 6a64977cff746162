import * as v from 'valibot'
import { amount, optionalText, text, textOrObject } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { billStates } from '../bill-states.ts'
import { knownState } from '../known-state.ts'

/** A transaction of an issued card. One order is reported many times: lastUpdate shows which is the latest. */
export const notifyCardBill = notificationApi({
  name: 'notifyCardBill',
  page: 'https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayCardBillNotify.java',
  when: { has: ['assetId', 'orderNo', 'billStatus'] },
  schema: v.looseObject({
    billNo: optionalText,
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
    billFailReason: v.optional(v.looseObject({ errorCode: optionalText, errorDesc: optionalText })),
    lastUpdate: optionalText,
    metadata: v.optional(textOrObject),
  }),
  subject: ['bill', 'assetId', 'orderNo'],
  identity: ['assetId', 'orderNo', 'billStatus', 'lastUpdate'],
  state: { moves: billStates, of: ({ billStatus }) => knownState(billStates, billStatus) },
})
