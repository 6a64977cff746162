import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { movedAmount, optionalText } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'
import { merchant } from '../merchant.ts'

/**
 * Could this user receive a tax refund, and how much? Asked when the refund code is made, with an amount that may be 0,
 * and again when it is scanned. A yes reserves nothing.
 */
export const evaluateOriginalCredit = commandApi({
  name: 'evaluateOriginalCredit',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/tax_refund_mpp_beta/integration',
  purpose: 'Say whether the user could receive the tax refund, and how much; book nothing.',
  request: v.looseObject({
    acquirerId: optionalText,
    pspId: optionalText,
    payerAmount: v.optional(movedAmount),
    payer: v.optional(merchant),
    scenarioType: optionalText,
    subScenarioType: optionalText,
    paymentMethod: v.optional(
      v.looseObject({ paymentMethodType: optionalText, paymentMethodId: optionalText }),
    ),
    departureRegion: optionalText,
  }),
  response: v.looseObject({
    userId: optionalText,
    payeeAmount: v.optional(movedAmount),
    walletBrandName: optionalText,
  }),
  operation: ['original-credit-evaluation', 'paymentMethod.paymentMethodId'],
  keyFields: [],
  recorded: 'never',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
  secretFields: ['paymentMethod.paymentMethodId'],
})
