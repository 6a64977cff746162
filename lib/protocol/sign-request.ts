import type { SigningKey } from './keys.ts'
import { signMessage } from './sign-message.ts'

interface UnsignedRequest {
  /** The path of the gateway's URL, as it is sent: `/ams/api/v1/payments/inquiryPayment`. */
  readonly uri: string
  readonly clientId: string
  /** Request-Time, as `formatTime` writes it in the platform's precision of requests. */
  readonly time: string
  readonly body: Buffer
}

/** The headers that prove a request of ours to Alipay's gateway. Rejects if the key cannot sign. */
export function signRequest(
  request: UnsignedRequest,
  key: SigningKey,
): Promise<Readonly<Record<string, string>>> {
  return signMessage(request, 'Request-Time', key)
}
