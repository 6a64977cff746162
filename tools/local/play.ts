import { isSigned, type Reply, type SignedRequest, send } from './alipay.ts'
import type { Sender } from './senders.ts'

export type Print = (line: string) => void

/** Sends the request, and tells in a line what it was and what was answered. */
export async function play(
  what: string,
  sender: Sender,
  request: SignedRequest,
): Promise<{ readonly line: string; readonly reply: Reply }> {
  const reply = await send(request)
  const { resultStatus, resultCode = '' } = reply.result ?? {}
  const signingContext = isSigned(reply, sender, request.target) ? 'the signature holds' : 'NOT SIGNED'
  const line = `  ${what.padEnd(26)} HTTP ${reply.status}  ${resultStatus} ${resultCode.padEnd(23)} ${signingContext}`
  return { line, reply }
}

export function leftOut(platform: string, { clientId }: Sender): string {
  return `\n${platform}: left out, because secrets/${platform}.json has no client ${clientId}`
}
