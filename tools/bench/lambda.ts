import type { SignedRequest } from '../alipay/signed-request.ts'

export interface Answer {
  readonly statusCode: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export type Handler = (event: object, context: object) => Promise<Answer>

export const context = {
  awsRequestId: 'bench',
  functionName: 'bench',
  getRemainingTimeInMillis: () => 4_000,
}

/** A request as HTTP API hands it over. */
export function eventOf({ target, headers, body }: SignedRequest): object {
  return {
    version: '2.0',
    rawPath: target,
    rawQueryString: '',
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    requestContext: { requestId: 'bench', timeEpoch: Date.now() },
    body: body.toString(),
    isBase64Encoded: false,
  }
}
