import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { SecretSource } from '../keys/secret-source.ts'
import { type AwsAccess, clientSettings } from './aws-access.ts'

export function createSecretsManagerClient(access: AwsAccess): SecretsManagerClient {
  return new SecretsManagerClient(clientSettings(access, 2, 1000))
}

/** The secret `name` and its continuations `name-2`, `name-3` …, the first two of which are read at the same time. */
export function secretsManagerSource(client: SecretsManagerClient, name: string): SecretSource {
  return {
    async read(signal) {
      const read = (id: string, absentBy: ReadonlySet<string>) => readText(client, id, absentBy, signal)
      const [first, second] = await Promise.all([read(name, withoutValue), read(`${name}-2`, noContinuation)])
      if (first === undefined) return []
      const texts = [first]
      let next = second
      while (next !== undefined) {
        texts.push(next)
        next = await read(`${name}-${texts.length + 1}`, noContinuation)
      }
      return texts
    },
  }
}

/** The secret does not exist, or has no value yet. */
const withoutValue: ReadonlySet<string> = new Set(['ResourceNotFoundException'])

/** A role that may not read it answers for a secret that does not exist too; one marked for deletion is invalid. */
const noContinuation: ReadonlySet<string> = new Set([
  ...withoutValue,
  'AccessDeniedException',
  'InvalidRequestException',
])

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
