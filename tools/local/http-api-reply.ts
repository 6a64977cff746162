import type { Invocation } from './environments.ts'

export interface HttpReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** What HTTP API itself answers, when no function does; the hint, which AWS does not give, is for the reader. */
export function gatewayReply(status: number, message: string, hint?: string): HttpReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message, hint }) }
}

/** The reply that HTTP API makes of what became of an invocation. */
export function toReply(invocation: Invocation): HttpReply {
  if (invocation.outcome === 'throttled') return gatewayReply(503, 'Service Unavailable')
  const reply = invocation.outcome === 'returned' ? readResult(invocation.result) : undefined
  return reply ?? gatewayReply(500, 'Internal Server Error')
}

/** Undefined where the function's result is none that HTTP API takes. */
function readResult(result: unknown): HttpReply | undefined {
  if (typeof result !== 'object' || result === null) return undefined
  const { statusCode, headers = {}, body = '', isBase64Encoded } = result as Record<string, unknown>
  const status = Number(statusCode)
  if (!Number.isInteger(status) || status < 200 || status > 599) return undefined
  return {
    status,
    headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])),
    body: isBase64Encoded ? Buffer.from(String(body), 'base64') : String(body),
  }
}
