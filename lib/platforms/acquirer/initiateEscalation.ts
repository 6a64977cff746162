import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { amountFields, movedAmount, optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/** A wallet escalates a dispute, at most twice, one at a time. S opens the case; a refund may be under way already. */
export const initiateEscalation = commandApi({
  name: 'initiateEscalation',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_ns/initiate_escalation',
  purpose: 'Open a case that asks for money back; its answer is a responseEscalation of yours.',
  request: v.looseObject({
    disputeRequestId: text,
    paymentRequestId: text,
    disputeOccurTime: optionalText,
    escalationAmount: movedAmount,
  }),
  response: v.looseObject({}),
  operation: ['escalation', 'disputeRequestId'],
  keyFields: ['paymentRequestId', ...amountFields('escalationAmount')],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
