import { NodeHttpHandler } from '@smithy/node-http-handler'

/** How an SDK client reaches AWS. It searches for what is missing; the deployed bundles are built without that search. */
export interface AwsAccess {
  readonly region?: string
  readonly credentials?: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
}

/**
 * What every client is made with, so that nothing hangs: by default the SDK waits for ever. `requestTimeoutMs` ends with
 * the head of the answer; its body may then pause as long again.
 */
export function clientSettings(
  access: AwsAccess,
  attempts: number,
  requestTimeoutMs: number,
  connectionTimeoutMs = 300,
) {
  return {
    ...access,
    maxAttempts: attempts,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      socketTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    }),
  }
}
