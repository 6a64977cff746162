import type { Invocation } from './environments.ts'
import type { GatewayEnd } from './watcher.ts'

export interface HttpReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** What HTTP API itself answers, when no function does; the hint, which AWS does not give, is for the reader. */
export function gatewayReply(status: number, message: string, hint?: string): HttpReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message, hint }) }
}

/** The reply that HTTP API makes of what became of an invocation, and what happened where that is its own. */
export function toReply(invocation: Invocation): { readonly reply: HttpReply; readonly end?: GatewayEnd } {
  if (invocation.outcome === 'throttled') {
    return { reply: gatewayReply(503, 'Service Unavailable'), end: { disposition: 'throttled' } }
  }
  const reply = invocation.outcome === 'returned' ? readResult(invocation.result) : undefined
  if (reply) return { reply }
  const why = invocation.outcome === 'failed' ? firstLine(invocation.error) : 'it returned no HTTP reply'
  return { reply: gatewayReply(500, 'Internal Server Error'), end: { disposition: 'crashed', why } }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
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
