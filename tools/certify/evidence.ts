import { readJsonObject } from '../../lib/content/json.ts'
import { redact } from '../../lib/content/redact.ts'
import { apisByPath } from './messages.ts'
import type { Exchange, Headers } from './recorder.ts'

/** One call as a report shows it: no credential and no secret field is in it. */
export interface Evidence {
  /** RFC 3339 in UTC, when it left. */
  readonly at: string
  readonly call: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** What was done to it on its way. */
  readonly treatment?: string
  /** `HTTP 200`, or why there is none. */
  readonly answer: string
  readonly answerBody: string
  readonly tookMs?: number
}

const MAX_CHARACTERS = 2_000
const shownHeaders = [
  'idempotency-key',
  'alipay-client-id',
  'alipay-attempt',
  'alipay-deadline',
  'x-correlation-id',
  'webhook-id',
  'webhook-timestamp',
]

export function evidenceOf({
  at,
  path,
  headers,
  body,
  answer,
  failure,
  treatment,
  tookMs,
}: Exchange): Evidence {
  return {
    at: new Date(at).toISOString(),
    call: `POST ${path}`,
    headers: headersOf(headers),
    body: shown(body, path),
    ...(treatment && { treatment }),
    answer: answer ? `HTTP ${answer.status}` : (failure ?? 'no answer yet'),
    answerBody: answer ? shown(answer.body, path) : '',
    ...(tookMs !== undefined && { tookMs }),
  }
}

function headersOf(headers: Headers): Readonly<Record<string, string>> {
  const members = headers.flatMap(([name, value]) => {
    const lower = name.toLowerCase()
    if (lower === 'authorization') return [[name, 'Bearer …'] as const]
    if (lower === 'webhook-signature') return [[name, 'v1,…'] as const]
    return shownHeaders.includes(lower) ? [[name, value] as const] : []
  })
  return Object.fromEntries(members)
}

/** JSON without what is named like a credential; of anything else only how long it is. */
function shown(bytes: Buffer, path: string): string {
  if (bytes.length === 0) return ''
  const content = readJsonObject(bytes)
  if (!content.ok) return `${bytes.length} bytes that are ${content.refusal}`
  const { body, redacted } = redact(content.value, apisByPath.get(path.slice(1))?.api.secretFields ?? [])
  const left = redacted.length > 0 ? ` (left out: ${redacted.join(', ')})` : ''
  return `${JSON.stringify(body).slice(0, MAX_CHARACTERS)}${left}`
}
