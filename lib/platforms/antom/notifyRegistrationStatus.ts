import * as v from 'valibot'
import { CONTENT } from '../../content/naming.ts'
import { optionalText } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'
import { pspRegistrationResult, registrationResult } from '../registration-result.ts'
import { registrationStates } from '../registration-states.ts'

/** How a secondary merchant's registration stands, in all and at each wallet. One wallet's may be out of date. */
export const notifyRegistrationStatus = notificationApi({
  name: 'notifyRegistrationStatus',
  page: 'https://global.alipay.com/docs/ac/ams/nrs',
  when: { has: ['registrationResult'] },
  schema: v.looseObject({
    registrationRequestId: optionalText,
    referenceMerchantId: optionalText,
    referenceStoreId: optionalText,
    registrationResult,
    pspRegistrationResultList: v.optional(v.array(pspRegistrationResult)),
  }),
  subject: ['registration', 'registrationRequestId', 'referenceMerchantId', 'referenceStoreId'],
  identity: ['registrationRequestId', CONTENT],
  state: {
    moves: registrationStates,
    of: ({ registrationResult }) => knownState(registrationStates, registrationResult.registrationStatus),
  },
})
