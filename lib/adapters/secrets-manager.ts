import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { SecretSource } from '../keys/secret-reads.ts'
import { type AwsAccess, clientSettings } from './aws-access.ts'

export function createSecretsManagerClient(access: AwsAccess): SecretsManagerClient {
  return new SecretsManagerClient(clientSettings(access, 2, 1000))
}

/**
 * The secret `name` and its continuations `name-2`, `name-3` …, the first two of which are read at the same time. One
 * that was read before and may not be read now is a failure, or its clients would vanish.
 */
export function secretsManagerSource(client: SecretsManagerClient, name: string): SecretSource {
  let known = 1
  return {
    async read(signal) {
      const readPart = (part: number) =>
        readText(client, `${name}-${part}`, part <= known ? noLongerThere : noContinuation, signal)
      const [first, second] = await Promise.all([readText(client, name, withoutValue, signal), readPart(2)])
      if (first === undefined) return []
      const texts = [first]
      for (let next = second; next !== undefined; next = await readPart(texts.length + 1)) texts.push(next)
      known = texts.length
      return texts
    },
  }
}

/** The secret does not exist, or has no value yet. */
const withoutValue: ReadonlySet<string> = new Set(['ResourceNotFoundException'])

/** One that is marked for deletion is invalid. */
const noLongerThere: ReadonlySet<string> = new Set([...withoutValue, 'InvalidRequestException'])

/** A role that may not read a secret is denied one that does not exist, too. */
const noContinuation: ReadonlySet<string> = new Set([...noLongerThere, 'AccessDeniedException'])

async function readText(
  client: SecretsManagerClient,
  id: string,
  absentBy: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const value = await client.send(new GetSecretValueCommand({ SecretId: id }), { abortSignal: signal })
    return value.SecretString ?? Buffer.from(value.SecretBinary ?? []).toString('utf8')
  } catch (error) {
    if (error instanceof Error && absentBy.has(error.name)) return undefined
    throw error
  }
}
