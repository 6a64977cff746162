import { freshNotification } from '../../tools/alipay/fresh-messages.ts'
import type { SignedRequest } from '../../tools/alipay/signed-request.ts'

let payments = 0

/** The platform's sample, telling of a payment that no other test of the file tells of. */
export const newBody = (platform: string): string => freshNotification(platform, String(++payments))

/** The body with members of its own level replaced. */
export const withMembers = (body: string, members: object): string =>
  JSON.stringify({ ...JSON.parse(body), ...members })

/** What the platform calls the payment that the body tells of. */
export function paymentOf(body: string): string {
  const { paymentRequestId, payToRequestId } = JSON.parse(body)
  return paymentRequestId ?? payToRequestId
}

/** The request with the header once for each value, at the end: without it where there is none. */
export function withHeader(
  request: SignedRequest,
  name: string,
  ...values: readonly string[]
): SignedRequest {
  const others = request.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase())
  return { ...request, headers: [...others, ...values.map((value) => [name, value] as const)] }
}

/** The request with its Signature header spelt anew from the signature in base64. */
export const withSignature = (request: SignedRequest, spell: (base64: string) => string): SignedRequest =>
  withHeader(request, 'Signature', spell(signatureOf(request)))

/** In base64. */
export function signatureOf({ headers }: SignedRequest): string {
  const [, encoded = ''] = new Map(headers).get('Signature')?.split('signature=') ?? []
  return decodeURIComponent(encoded)
}
