import * as v from 'valibot'
import { CONTENT } from '../../content/naming.ts'
import { optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'
import { pspRegistrationResult, registrationResult } from '../registration-result.ts'
import { registrationStates } from '../registration-states.ts'

/** How a registration stands, in all and at each wallet. The status of one wallet may be out of date. */
export const notifyRegistrationStatus = notificationApi({
  name: 'notifyRegistrationStatus',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/registration_acq/receive_registration_results',
  when: { has: ['referenceMerchantId', 'registrationResult'] },
  schema: v.looseObject({
    registrationRequestId: optionalText,
    referenceMerchantId: text,
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
