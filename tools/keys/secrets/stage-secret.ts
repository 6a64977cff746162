import { randomUUID } from 'node:crypto'
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { unhurried } from '../../operate/deployment.ts'
import { changedMeanwhile } from './local-secret.ts'
import { type Part, readParts, type SecretStore } from './secret-store.ts'

/** Where a new text waits until it is the current one, as in AWS's own rotations. */
const WAITING = 'AWSPENDING'
const CURRENT = 'AWSCURRENT'

/** What reading the first secret, and what reading a continuation, is answered where there is none. */
const absent: ReadonlySet<string> = new Set(['ResourceNotFoundException'])
const noContinuation: ReadonlySet<string> = new Set([
  ...absent,
  'InvalidRequestException',
  'AccessDeniedException',
])

/** The secret of a deployed stage, with the credentials and the region that the AWS SDK finds. */
export function stageSecret(stage: string, platform: PlatformName): SecretStore {
  const client = new SecretsManagerClient(unhurried())
  return {
    read: () =>
      readParts((suffix) =>
        readPart(client, `alipay-receiver/${stage}/${platform}${suffix}`, suffix ? noContinuation : absent),
      ),
    write: (part, text) => replace(client, part, text),
  }
}

async function readPart(
  client: SecretsManagerClient,
  id: string,
  absentBy: ReadonlySet<string>,
): Promise<Part | undefined> {
  try {
    const value = await client.send(new GetSecretValueCommand({ SecretId: id }))
    return {
      name: id,
      // Either form, as the receiver reads it.
      text: value.SecretString ?? Buffer.from(value.SecretBinary ?? []).toString('utf8'),
      revision: value.VersionId ?? '',
      changedAt: value.CreatedDate?.getTime() ?? Date.now(),
    }
  } catch (cause) {
    if (cause instanceof Error && absentBy.has(cause.name)) return undefined
    throw cause
  }
}

/**
 * PutSecretValue alone would overwrite what somebody else wrote a moment ago. The label moves only from the version that
 * was read (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html), and AWS
 * keeps that one as AWSPREVIOUS.
 */
async function replace(client: SecretsManagerClient, part: Part, text: string): Promise<void> {
  const SecretId = part.name
  const version = randomUUID()
  await client.send(
    new PutSecretValueCommand({
      SecretId,
      ClientRequestToken: version,
      SecretString: text,
      VersionStages: [WAITING],
    }),
  )
  // A version without a label is forgotten: what was not taken must not wait for somebody else's rotation.
  const forget = new UpdateSecretVersionStageCommand({
    SecretId,
    VersionStage: WAITING,
    RemoveFromVersionId: version,
  })
  try {
    await client.send(
      new UpdateSecretVersionStageCommand({
        SecretId,
        VersionStage: CURRENT,
        MoveToVersionId: version,
        RemoveFromVersionId: part.revision,
      }),
    )
  } catch (cause) {
    const isOther = cause instanceof Error && cause.name === 'InvalidParameterException'
    // The SDK repeats a move whose answer was lost, and the repeat finds it done.
    const isDone = isOther && (await currentVersion(client, SecretId)) === version
    if (!isDone) {
      await client.send(forget)
      throw isOther ? changedMeanwhile(part) : cause
    }
  }
  await client.send(forget)
}

async function currentVersion(client: SecretsManagerClient, SecretId: string): Promise<string | undefined> {
  const { VersionId } = await client.send(new GetSecretValueCommand({ SecretId }))
  return VersionId
}
