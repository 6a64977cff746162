import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { CONTENT } from '../../content/naming.ts'
import { amountFields, movedAmount, optionalText, optionalTime } from '../../content/schema.ts'
import { merchant } from '../merchant.ts'
import { originalCreditInProcess } from './original-credit.ts'

/**
 * Pays a tax refund out to the user. While the outcome is unknown, Alipay+ inquires for a minute and then confirms; none
 * of these may credit a second time. Only the acquirer's twin of the page could be read. The names are inferred, so that
 * no field is required: one wrong guess would refuse every tax refund. The backend refuses what lacks a field.
 */
export const createOriginalCredit = commandApi({
  name: 'createOriginalCredit',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/tax_refund_acqp_beta/create_original_credit',
  purpose: 'Credit the tax refund to the user once, and show it as one.',
  request: v.looseObject({
    acquirerId: optionalText,
    pspId: optionalText,
    originalCreditRequestId: optionalText,
    payerAmount: v.optional(movedAmount),
    payeeAmount: v.optional(movedAmount),
    payer: v.optional(merchant),
    payee: v.optional(v.looseObject({ userId: optionalText })),
    scenarioType: optionalText,
    subScenarioType: optionalText,
  }),
  response: v.looseObject({ originalCreditId: optionalText, originalCreditTime: optionalTime }),
  operation: ['original-credit', ['originalCreditRequestId', CONTENT]],
  keyFields: [...amountFields('payerAmount'), 'scenarioType', 'subScenarioType', 'payee.userId'],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: originalCreditInProcess,
})
