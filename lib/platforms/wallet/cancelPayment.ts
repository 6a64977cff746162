import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { paymentInProcess } from '../../commands/results.ts'
import { text } from '../../content/schema.ts'

/**
 * Takes a whole payment back, whatever its state, until 00:30 (UTC+8) of the next day. It must succeed, even where the
 * payment never came. What was refunded before is not given back a second time.
 */
export const cancelPayment = commandApi({
  name: 'cancelPayment',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/cancel_payment',
  purpose:
    'Stop the payment, or give back what was taken for it and not refunded yet; S also where it never came.',
  request: v.looseObject({ acquirerId: text, pspId: text, paymentRequestId: text }),
  response: v.looseObject({}),
  operation: ['payment', 'paymentRequestId'],
  cancels: true,
  keyFields: [],
  recorded: 'always',
  instead: {
    ORDER_NOT_EXIST: 'S, and refuse the payment if it comes later',
    ORDER_IS_CLOSED: 'S: it is cancelled, and stays so',
  },
  senderTimeoutMs: 8_000,
  inProgress: paymentInProcess,
})
