import * as v from 'valibot'
import { optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { cardStates } from '../card-states.ts'
import { knownState } from '../known-state.ts'

/** An issued card was added, frozen, unfrozen or cancelled. updatedTime shows which is the latest. */
export const notifyCardStatus = notificationApi({
  name: 'notifyCardStatus',
  page: 'https://github.com/alipay/global-open-sdk-java/blob/HEAD/src/main/java/com/alipay/global/api/request/ams/notify/AlipayCardStatusNotify.java',
  when: { has: ['assetId', 'cardStatus'] },
  schema: v.looseObject({
    requestId: text,
    assetId: text,
    operateType: optionalText,
    status: optionalText,
    cardStatus: text,
    createdTime: optionalText,
    updatedTime: optionalText,
    cardBrand: optionalText,
    cardType: optionalText,
  }),
  subject: ['card', 'assetId'],
  identity: ['assetId', 'requestId', 'operateType', 'status', 'cardStatus'],
  state: { moves: cardStates, of: ({ cardStatus }) => knownState(cardStates, cardStatus) },
})
