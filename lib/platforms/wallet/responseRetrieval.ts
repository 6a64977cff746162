import * as v from 'valibot'
import { commandApi } from '../../commands/command-api.ts'
import { CONTENT } from '../../content/naming.ts'
import { optionalText, text } from '../../content/schema.ts'
import { unknownException } from '../answers.ts'

/**
 * The documents that the wallet asked for: perhaps a part of them first (0002), and all of them later (0001). Each
 * answer is an operation of its own, or the later documents would be taken for a repeat. To attach some twice does no
 * harm.
 */
export const responseRetrieval = commandApi({
  name: 'responseRetrieval',
  page: 'https://docs.alipayplus.com/alipayplus/alipayplus/api_mpp/response_retrieval',
  purpose: 'Attach the documents to the case that asked for them.',
  request: v.looseObject({ disputeRequestId: text, responseCode: optionalText }),
  response: v.looseObject({}),
  operation: ['retrieval-response', 'disputeRequestId', CONTENT],
  keyFields: [],
  recorded: 'always',
  senderTimeoutMs: 5_000,
  inProgress: unknownException,
})
