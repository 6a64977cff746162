import * as v from 'valibot'
import { optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { authorizationStates } from '../authorization-states.ts'
import { knownState } from '../known-state.ts'

/** An auth code or an access token was created, or a token cancelled. A resent creation may come last. */
export const authNotify = notificationApi({
  name: 'authNotify',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_ns/auth_notify',
  when: { has: ['authorizationNotifyType'] },
  schema: v.looseObject({
    authorizationNotifyType: text,
    authClientId: optionalText,
    authCode: optionalText,
    authState: optionalText,
    customerId: optionalText,
    accessToken: optionalText,
    accessTokenExpiryTime: optionalText,
    refreshToken: optionalText,
    refreshTokenExpiryTime: optionalText,
    reason: optionalText,
    userLoginId: optionalText,
    acquirerId: optionalText,
    pspId: optionalText,
    passThroughInfo: optionalText,
  }),
  subject: ['authorization', ['accessToken', 'authCode']],
  identity: [['accessToken', 'authCode'], 'authorizationNotifyType'],
  state: {
    moves: authorizationStates,
    of: ({ authorizationNotifyType }) => knownState(authorizationStates, authorizationNotifyType),
  },
})
