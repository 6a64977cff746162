import * as v from 'valibot'
import { optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { authorizationStates } from '../authorization-states.ts'
import { knownState } from '../known-state.ts'

/** An auth code or an access token was created, or a token cancelled. A resent creation may come last. */
export const notifyAuthorization = notificationApi({
  name: 'notifyAuthorization',
  page: 'https://docs.antom.com/ac/ams/notifyauth',
  when: { has: ['authorizationNotifyType'] },
  schema: v.looseObject({
    authorizationNotifyType: text,
    authClientId: optionalText,
    accessToken: optionalText,
    authState: optionalText,
    authCode: optionalText,
    reason: optionalText,
    result: v.optional(result),
    userLoginId: optionalText,
    userId: optionalText,
    passThroughInfo: optionalText,
  }),
  subject: ['authorization', ['accessToken', 'authCode']],
  identity: [['accessToken', 'authCode'], 'authorizationNotifyType'],
  state: {
    moves: authorizationStates,
    of: ({ authorizationNotifyType }) => knownState(authorizationStates, authorizationNotifyType),
  },
})
