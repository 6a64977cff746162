import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { CONTENT } from '../../content/naming.ts'
import { amountFields, movedAmount, optionalText } from '../../content/schema.ts'
import { merchant } from '../merchant.ts'
import { originalCreditInProcess } from './original-credit.ts'

/**
 * A tax refund is paid out to the user (mpp.14). Money leaves: while it is unknown Alipay+ inquires for a minute, then
 * confirms, and none of them may credit a second time. Only the acquirer's twin of its page could be read, so that no
 * field is required: a name that was guessed wrong would refuse every tax refund. What is lacking, the backend refuses.
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
  response: v.looseObject({ originalCreditId: optionalText, originalCreditTime: optionalText }),
  operation: ['original-credit', ['originalCreditRequestId', CONTENT]],
  keyFields: [...amountFields('payerAmount'), 'scenarioType', 'subScenarioType', 'payee.userId'],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: originalCreditInProcess,
})
