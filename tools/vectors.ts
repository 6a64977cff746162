import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { acceptedRequests } from './vectors/accepted-requests.ts'
import { encryptedCases } from './vectors/encrypted-cases.ts'
import { refusedRequests } from './vectors/refused-requests.ts'
import { replyCases, replyChecks } from './vectors/reply-cases.ts'
import { requestCase } from './vectors/request-cases.ts'

const samples = join(import.meta.dirname, '../docs/samples')

/** What is generated of docs/vectors, by file; the other files there are written by hand. */
export function vectorFiles(): ReadonlyMap<string, string> {
  const requests = [...acceptedRequests, ...refusedRequests].map(requestCase)
  const replies = replyCases()
  const contents = {
    'requests.json': { cases: requests },
    'replies.json': { cases: replies },
    'reply-checks.json': { cases: replyChecks(replies) },
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
  const paths = globSync(`*/{,commands/}*${ending}`, { cwd: samples }).sort()
  return Object.fromEntries(
    paths.map((path) => [
      path.slice(0, -ending.length).replace('/commands/', '/'),
      readFileSync(join(samples, path), 'utf8'),
    ]),
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, content] of vectorFiles()) {
    writeFileSync(join(import.meta.dirname, '../docs/vectors', file), content)
  }
}
