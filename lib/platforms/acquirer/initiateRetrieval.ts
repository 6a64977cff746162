import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/** A wallet asks for a payment's documents, at most 5 times, one at a time. From S on there are 20 days to send them. */
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
