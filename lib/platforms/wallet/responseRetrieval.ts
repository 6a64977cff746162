import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/** The documents that the wallet asked for (mpp.12). Only the acquirer's twin of its page could be read. */
export const responseRetrieval = commandApi({
  name: 'responseRetrieval',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/response_retrieval',
  purpose: 'Attach the documents to the case that asked for them.',
  request: v.looseObject({ disputeRequestId: text, responseCode: optionalText }),
  response: v.looseObject({}),
  operation: ['retrieval-response', 'disputeRequestId'],
  keyFields: [],
  recorded: 'always',
  senderTimeout: 5_000,
  inProgress: unknownException,
})
