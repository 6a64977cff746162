import * as v from 'valibot'
import { optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { cardStates } from '../card-states.ts'
import { knownState } from '../known-state.ts'

/** A WorldCard was activated, frozen or cancelled. lastUpdate shows which is the latest. */
export const notifyCardStatus = notificationApi({
  name: 'notifyCardStatus',
  page: 'https://developers.worldfirst.com/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_card_status',
  when: { has: ['requestId', 'assetId', 'cardStatus'] },
  schema: v.looseObject({ requestId: text, assetId: text, cardStatus: text, lastUpdate: optionalText }),
  subject: ['card', 'assetId'],
  identity: ['assetId', 'requestId', 'cardStatus'],
  state: {
    moves: cardStates,
    // The page spells it CALCEL.
    of: ({ cardStatus }) => knownState(cardStates, cardStatus === 'CALCEL' ? 'CANCEL' : cardStatus),
  },
})
