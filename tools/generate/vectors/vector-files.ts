import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SAMPLES } from '../../alipay/samples.ts'
import { acceptedRequests } from './accepted-requests.ts'
import { encryptedCases } from './encrypted-cases.ts'
import { gatewayReplies } from './gateway-replies.ts'
import { gatewayReplyCase } from './gateway-reply-cases.ts'
import { gatewayRequestCases } from './gateway-request-cases.ts'
import { refusedRequests } from './refused-requests.ts'
import { replyCases, replyChecks } from './reply-cases.ts'
import { requestCase } from './request-cases.ts'

/** What is generated of docs/vectors, by file; the other files there are written by hand. */
export function vectorFiles(): ReadonlyMap<string, string> {
  const requests = [...acceptedRequests, ...refusedRequests].map(requestCase)
  const replies = replyCases()
  const contents = {
    'requests.json': { cases: requests },
    'replies.json': { cases: replies },
    'reply-checks.json': { cases: replyChecks(replies) },
    'gateway-requests.json': { cases: gatewayRequestCases() },
    'gateway-replies.json': { cases: gatewayReplies.map(gatewayReplyCase) },
    'encrypted-bodies.json': { cases: encryptedCases() },
    'messages.json': messages(),
  }
  return new Map(
    Object.entries(contents).map(([file, content]) => [file, `${JSON.stringify(content, null, 2)}\n`]),
  )
}

/** The messages that the keys of receipts and operations are made from, by the names that they have there. */
function messages(): Readonly<Record<string, string>> {
  const ending = '.request.json'
  const paths = globSync(`*/{,commands/}*${ending}`, { cwd: SAMPLES }).sort()
  return Object.fromEntries(
    paths.map((path) => [
      path.slice(0, -ending.length).replace('/commands/', '/'),
      readFileSync(join(SAMPLES, path), 'utf8'),
    ]),
  )
}
