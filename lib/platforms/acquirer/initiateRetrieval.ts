import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/** A wallet asks for the documents of a payment (acqp.9), at most 5 times, one at a time. S opens the case and 20 days. */
export const initiateRetrieval = commandApi({
  name: 'initiateRetrieval',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_ns/initiate_retrieval',
  purpose:
    'Open a case that asks for the documents of a payment; its answer is a responseRetrieval of yours.',
  request: v.looseObject({ disputeRequestId: text, paymentRequestId: text, disputeOccurTime: text }),
  response: v.looseObject({}),
  operation: ['retrieval', 'disputeRequestId'],
  keyFields: ['paymentRequestId'],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
