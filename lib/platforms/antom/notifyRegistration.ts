import * as v from 'valibot'
import { optionalText, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'

const onboardingStates = { PROCESSING: ['SUCCESSFUL', 'FAILED'], SUCCESSFUL: [], FAILED: [] }

/** The result of onboarding a seller of a marketplace. A resent PROCESSING may come last. */
export const notifyRegistration = notificationApi({
  name: 'notifyRegistration',
  page: 'https://docs.antom.com/ac/marketplace/notify_registration',
  when: {
    has: ['registrationRequestId', 'registrationStatus'],
    oneOf: ['notifyType', 'REGISTRATION_RESULT'],
  },
  schema: v.looseObject({
    notifyType: text,
    referenceMerchantId: optionalText,
    registrationRequestId: text,
    registrationStatus: text,
    reasonCode: optionalText,
    reasonMessage: optionalText,
  }),
  subject: ['onboarding', 'registrationRequestId'],
  identity: ['registrationRequestId', 'notifyType', 'registrationStatus'],
  state: {
    moves: onboardingStates,
    of: ({ registrationStatus }) => knownState(onboardingStates, registrationStatus),
  },
})
