import type { Sender } from '../../tools/alipay/sender.ts'
import { isSigned, type Reply, type SignedRequest, send } from '../../tools/alipay/signed-request.ts'

export const TAKEN = '200 S SUCCESS signed'
export const SEND_AGAIN = '200 U UNKNOWN_EXCEPTION signed'

/** What each sender must be told so that it never gives up on a message that is genuine after all (design §2). */
export const refusals = [
  { platform: 'acquirer', notGenuine: 'F INVALID_SIGNATURE', stranger: 'F INVALID_CLIENT' },
  { platform: 'antom', notGenuine: 'F INVALID_SIGNATURE', stranger: 'F INVALID_CLIENT' },
  { platform: 'mini-program', notGenuine: 'U UNKNOWN_EXCEPTION', stranger: 'U UNKNOWN_EXCEPTION' },
  { platform: 'worldfirst', notGenuine: 'U UNKNOWN_EXCEPTION', stranger: 'U UNKNOWN_EXCEPTION' },
]

/** What the sender is answered: the status, the result, and whether the signature over the URI holds. */
export async function answerTo(
  request: SignedRequest,
  sender: Sender,
  uri: string = request.target,
): Promise<string> {
  return readAnswer(await send(request), sender, uri)
}

export function readAnswer(reply: Reply, sender: Sender, uri: string): string {
  const { resultStatus, resultCode } = reply.result ?? {}
  return [reply.status, resultStatus, resultCode, sealOf(reply, sender, uri)].join(' ')
}

function sealOf(reply: Reply, sender: Sender, uri: string): string {
  if (reply.headers.signature === undefined) return 'unsigned'
  return isSigned(reply, sender, uri) ? 'signed' : 'WRONGLY SIGNED'
}
