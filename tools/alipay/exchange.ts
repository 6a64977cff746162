import { checkReply, type Seal } from './check-reply.ts'
import type { Sender } from './sender.ts'
import { type Reply, type SendingOptions, type SignedRequest, send } from './signed-request.ts'

interface Sent {
  readonly request: SignedRequest
  /** What was signed as the URI. */
  readonly uri: string
  /** When it was sent, epoch milliseconds. */
  readonly at: number
  readonly ms: number
}

/** A request and what came of it. */
export type Exchange =
  | (Sent & { readonly kind: 'answered'; readonly reply: Reply; readonly seal: Seal })
  | (Sent & { readonly kind: 'failed'; readonly code: string })

export type Answered = Extract<Exchange, { readonly kind: 'answered' }>

const TIMEOUT_MS = 30_000

/**
 * Sends the request and checks the reply, which is signed over the URI that verified, or over the path that was received
 * where none did.
 */
export async function exchange(
  request: SignedRequest,
  { sender, uri, ...options }: SendingOptions & { readonly sender: Sender; readonly uri: string },
): Promise<Exchange> {
  const begun = performance.now()
  const at = Date.now()
  const sent = () => ({ request, uri, at, ms: Math.round(performance.now() - begun) })
  try {
    const reply = await send(request, { timeoutMs: TIMEOUT_MS, ...options })
    const received = request.target.replace(/\?.*/s, '')
    const seal = checkReply(reply, sender, [...new Set([uri, request.target, received])])
    return { ...sent(), kind: 'answered', reply, seal }
  } catch (cause) {
    const { code, name, message } = cause as NodeJS.ErrnoException
    return {
      ...sent(),
      kind: 'failed',
      code: name === 'AbortError' ? 'no answer in time' : (code ?? message),
    }
  }
}

/** What to do where nothing answered, in a line. */
export function failureText({ request, code }: Extract<Exchange, { readonly kind: 'failed' }>): string {
  const { origin } = request
  if (/CERT|SELF_SIGNED|ALTNAME/.test(code)) {
    return `${origin} shows a certificate that nobody vouches for (${code}): on this machine, --insecure takes it`
  }
  if (code.startsWith('ERR_')) {
    return `the request cannot be put on the wire (${code}): HTTP allows no such character in a header or a path`
  }
  const hint = isLoopback(origin) ? ': is `npm start` running?' : ': can this machine reach it?'
  return `nothing answers at ${origin} (${code})${hint}`
}

export function isLoopback(origin: string): boolean {
  const { hostname } = new URL(origin)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}
