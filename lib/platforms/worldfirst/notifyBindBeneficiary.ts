import * as v from 'valibot'
import { optionalText, result, text } from '../../content/schema.ts'
import { notificationApi } from '../../notifications/notification-api.ts'
import { knownState } from '../known-state.ts'
import { finalPaymentState } from '../payment-states.ts'

const beneficiaryStates = { PROCESSING: ['SUCCESS', 'FAIL'], SUCCESS: [], FAIL: [] }

/** The result of binding a beneficiary, who can be used only after result S with status SUCCESS. */
export const notifyBindBeneficiary = notificationApi({
  name: 'notifyBindBeneficiary',
  page: 'https://developers.worldfirst.com.cn/docs/alipay-worldfirst/worldfirst_enterprise_solution/notify_bind_beneficiary',
  when: { has: ['bindBeneficiaryRequestId', 'result'] },
  schema: v.looseObject({
    bindBeneficiaryRequestId: text,
    result,
    beneficiary: v.optional(
      v.looseObject({
        beneficiaryToken: optionalText,
        bindBeneficiaryRequestId: optionalText,
        beneficiaryBankAccount: v.optional(v.looseObject({})),
        countryCode: optionalText,
        currency: optionalText,
        beneficiaryType: optionalText,
        beneficiaryNick: optionalText,
        status: optionalText,
        referenceBeneficiaryId: optionalText,
      }),
    ),
  }),
  subject: ['beneficiary', 'bindBeneficiaryRequestId'],
  identity: ['bindBeneficiaryRequestId', 'result.resultStatus', 'beneficiary.status'],
  state: {
    moves: beneficiaryStates,
    of: ({ result, beneficiary }) =>
      result.resultStatus === 'S'
        ? knownState(beneficiaryStates, beneficiary?.status)
        : finalPaymentState(result),
  },
})
