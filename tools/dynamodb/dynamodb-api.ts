import { localAccess } from './local-access.ts'

/** Calls an operation such as `DynamoDB_20120810.DescribeTable`; throws an error of the name that DynamoDB gives it. */
export type DynamoDBApi = <Output>(operation: string, input: object) => Promise<Output>

const TIMEOUT_MS = 10_000

/**
 * DynamoDB's JSON protocol as it stands on the wire, where a stream's records have the form in which Lambda hands them
 * over (the SDK's have not). The signature is none: local DynamoDBs read the key and the region only.
 */
export function dynamoDBApi(endpoint: string): DynamoDBApi {
  const { accessKeyId, region } = localAccess
  const credential = `${accessKeyId}/20250101/${region}/dynamodb/aws4_request`
  return async <Output>(operation: string, input: object) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': operation,
        'x-amz-date': '20250101T000000Z',
        authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=local`,
      },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const output: unknown = await response.json()
    if (!response.ok) throw errorOf(output as { __type?: string; message?: string })
    return output as Output
  }
}

function errorOf({ __type = 'UnknownError', message }: { __type?: string; message?: string }): Error {
  return Object.assign(new Error(message), { name: __type.slice(__type.indexOf('#') + 1) })
}
