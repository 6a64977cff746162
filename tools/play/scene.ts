import type { Sender } from '../alipay/sender.ts'
import { isSigned, type Reply, type SignedRequest, send } from '../alipay/signed-request.ts'

/** Where a play is shown. */
export interface Stage {
  print(line: string): void
  /** Takes each request before it is sent. */
  announce?(request: SignedRequest): void
}

/** Sends the request; the line says what it was and how it was answered. */
export async function play(
  what: string,
  sender: Sender,
  request: SignedRequest,
  { announce }: Stage,
): Promise<{ readonly line: string; readonly reply: Reply }> {
  announce?.(request)
  const reply = await send(request)
  const { resultStatus, resultCode = '' } = reply.result ?? {}
  const signature = isSigned(reply, sender, request.target) ? 'the signature holds' : 'NOT SIGNED'
  const line = `  ${what.padEnd(26)} HTTP ${reply.status}  ${resultStatus} ${resultCode.padEnd(23)} ${signature}`
  return { line, reply }
}

export function leftOut(platform: string, { clientId }: Sender): string {
  return `\n${platform}: left out, because secrets/${platform}.json has no client ${clientId}`
}
