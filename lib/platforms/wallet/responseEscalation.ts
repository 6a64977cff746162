import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { amountFields, movedAmount, optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/** What became of a dispute that the wallet escalated. Money comes with a refund, which may arrive before this. */
export const responseEscalation = commandApi({
  name: 'responseEscalation',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/response_escalation',
  purpose: 'Take the answer to an escalation; move no money for it.',
  request: v.looseObject({
    disputeRequestId: text,
    refundType: text,
    refundAmount: v.optional(movedAmount),
    plannedRefundTime: optionalText,
  }),
  response: v.looseObject({}),
  operation: ['escalation-response', 'disputeRequestId'],
  keyFields: ['refundType', ...amountFields('refundAmount')],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
