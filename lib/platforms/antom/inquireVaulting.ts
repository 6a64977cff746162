import * as v from 'valibot'
import { optionalText, result, text } from '../../content/schema.ts'
import { inquiryApi } from '../../inquiries/inquiry-api.ts'
import { knownState } from '../known-state.ts'
import { noSuchObject } from '../no-such-object.ts'
import { DAY_MS, HOUR_MS, online } from '../schedules.ts'
import { notifyVaulting } from './notifyVaulting.ts'
import { vaultingStates } from './vaulting-states.ts'

/**
 * How the vaulting of a card or a wallet stands: its vaultingStatus; result is about the call. Inferred is how it says that
 * it knows no such vaulting: as inquiryPayment.
 */
export const inquireVaulting = inquiryApi({
  name: 'inquireVaulting',
  page: 'https://docs.antom.com/ac/ams/inquire_vaulting',
  evidence: 'inferred',
  kind: 'vaulting',
  settles: ['notifyVaulting'],
  path: '/api/v1/vaults/inquireVaulting',
  subject: ['vaulting', 'vaultingRequestId'],
  alsoAsks: [],
  schema: v.looseObject({
    result,
    vaultingRequestId: text,
    vaultingStatus: text,
    paymentMethodDetail: notifyVaulting.schema.entries.paymentMethodDetail,
    normalUrl: optionalText,
    schemeUrl: optionalText,
    applinkUrl: optionalText,
  }),
  state: { moves: vaultingStates, of: ({ vaultingStatus }) => knownState(vaultingStates, vaultingStatus) },
  finals: ['SUCCESS', 'FAIL'],
  absent: { resultCodes: noSuchObject, disbelievedMs: 2 * HOUR_MS },
  schedules: { online },
  askedForMs: 2 * DAY_MS,
  // Who follows them goes on as the buyer.
  secretFields: ['normalUrl', 'schemeUrl', 'applinkUrl'],
})
