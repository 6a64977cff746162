import { signText } from './algorithms.ts'
import type { SigningKey } from './keys.ts'
import { formatSignatureHeader } from './signature-header.ts'
import { type SignedMessage, signedText } from './signed-text.ts'

/** Of every message that we send, signed or not. */
export const MESSAGE_TYPE = 'application/json; charset=UTF-8'

/** The headers that prove the body to be ours, the same of a request and of a reply. Rejects if the key cannot sign. */
export async function signMessage(
  message: SignedMessage,
  timeHeader: 'Request-Time' | 'Response-Time',
  key: SigningKey,
): Promise<Readonly<Record<string, string>>> {
  const signature = await signText(signedText(message), key)
  return {
    'Client-Id': message.clientId,
    [timeHeader]: message.time,
    'Content-Type': MESSAGE_TYPE,
    Signature: formatSignatureHeader(key.algorithm, key.version, signature),
  }
}
