import type { Deployment } from './deployment.ts'

/** What an error of the AWS SDK means to whoever runs a command at a stage, and what to do: the first that fits. */
const meanings: readonly (readonly [error: RegExp, meaning: (stage: string) => string])[] = [
  [/^Error: Region is missing/, () => 'no AWS region: set AWS_REGION, such as AWS_REGION=ap-southeast-1'],
  [/^CredentialsProviderError/, () => 'no AWS credentials: log in, or name a profile in AWS_PROFILE'],
  [
    /^(Expired|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|IncompleteSignature)/,
    () => 'AWS refuses the credentials: log in again, or name another profile in AWS_PROFILE',
  ],
  [
    /^(ResourceNotFound|QueueDoesNotExist)/,
    (stage) => `the stage ${stage} is not deployed here: check --stage, AWS_REGION and the account`,
  ],
  [/^AccessDenied/, () => 'the role may not do it: docs/operator-commands.md lists the permissions'],
  [
    /^(Throttling|TooManyRequests|LimitExceeded|ServiceUnavailable)/,
    () => 'AWS has too much to answer for this account just now: wait a moment',
  ],
  [/ENOTFOUND|EAI_AGAIN/, () => 'no such host: check AWS_REGION and the network'],
]

/** An error in one line: where it is known, what to do first, and then AWS's own words. */
export function explain(cause: unknown, deployment: Deployment): string {
  const error = describe(cause)
  if ('local' in deployment) {
    return /ECONNREFUSED|ResourceNotFound/.test(error)
      ? 'the local stack does not answer: is `npm start` running?'
      : error
  }
  const [, meaning] = meanings.find(([known]) => known.test(error)) ?? []
  return meaning ? `${meaning(deployment.stage)} (${error})` : error
}

/** Where a host has two addresses, what failed at each is in `errors`, and the error itself says nothing. */
function describe(cause: unknown): string {
  if (cause instanceof AggregateError && !cause.message) return describe(cause.errors[0])
  if (!(cause instanceof Error)) return String(cause)
  return `${cause.name}: ${cause.message}`.split('\n', 1)[0] ?? ''
}
