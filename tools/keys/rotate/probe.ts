import { quote } from '../../../lib/protocol/quote.ts'
import { MAX_KEPT_BODY_BYTES } from '../../../lib/refused/refused-keeper.ts'
import { problem } from '../../terminal/problem.ts'
import { PROBE_VERSION } from './probe-version.ts'
import { type Seal, sealOf } from './seal.ts'
import type { State } from './state.ts'

const ANSWER_MS = 10_000
/** One byte more than what is refused and kept: a question each second would take the place of genuine messages there. */
const body = '{}'.padEnd(MAX_KEPT_BODY_BYTES + 1)

/**
 * Asks a receiver which key signs, without Alipay: it refuses a request under a version that nobody has, reads its keys
 * anew for it (twice a minute at most), and signs the refusal. In the log the request says by its version what it was.
 * Throws a problem where nothing answers.
 */
export async function askWhoSigns(url: string, state: State): Promise<Seal> {
  const { clientId } = state.client
  const { pathname } = new URL(url)
  const response = await post(url, {
    'Content-Type': 'application/json; charset=UTF-8',
    'Client-Id': clientId,
    'Request-Time': new Date().toISOString(),
    Signature: `algorithm=RSA256,keyVersion=${PROBE_VERSION},signature=AAAA`,
  })
  const { headers } = response
  return sealOf(
    {
      uri: pathname,
      clientId,
      signature: headers.get('signature') ?? undefined,
      time: headers.get('response-time') ?? '',
      body: Buffer.from(await response.arrayBuffer()),
    },
    state,
  )
}

async function post(url: string, headers: Record<string, string>): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS),
    })
  } catch (cause) {
    // fetch says "fetch failed", and the reason in its cause.
    const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause
    const { code, message } = reason as NodeJS.ErrnoException
    throw problem(`nothing answers at ${quote(url)} (${typeof code === 'string' ? code : message})`)
  }
}
