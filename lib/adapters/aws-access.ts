import { NodeHttpHandler } from '@smithy/node-http-handler'

/** How an SDK client reaches AWS. What is missing it searches for itself, which the deployed bundles cannot. */
export interface AwsAccess {
  readonly region?: string
  readonly credentials?: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
}

/**
 * What every client is made with: nothing may hang, because the SDK's own default is to wait for ever. The request's
 * milliseconds end with the head of the answer, and its body may then pause as long.
 */
export function clientSettings(
  access: AwsAccess,
  attempts: number,
  requestTimeout: number,
  connectionTimeout = 300,
) {
  return {
    ...access,
    maxAttempts: attempts,
    requestHandler: new NodeHttpHandler({
      connectionTimeout,
      requestTimeout,
      socketTimeout: requestTimeout,
      throwOnRequestTimeout: true,
    }),
  }
}
