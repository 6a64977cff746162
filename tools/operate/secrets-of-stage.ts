import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { secretsManagerSource } from '../../lib/adapters/secrets-manager.ts'
import type { PlatformName } from '../../lib/protocol/platform.ts'
import type { SecretText } from '../doctor/known/secret-keys.ts'
import { problem } from '../terminal/problem.ts'
import { unhurried } from './deployment.ts'
import { explain } from './explain.ts'

const WAIT_MS = 30_000

/**
 * The secrets of a deployed stage, those that have a value, with the credentials and the region that the AWS SDK finds.
 * Whoever may read one platform's alone gets that one. Throws a problem where none can be read.
 */
export async function secretsOfStage(
  stage: string,
  platforms: readonly PlatformName[],
): Promise<readonly SecretText[]> {
  if (!/^[\w-]{1,64}$/.test(stage))
    throw problem(`no stage can be named ${JSON.stringify(stage.slice(0, 64))}`)
  const client = new SecretsManagerClient(unhurried())
  const reads = await Promise.allSettled(
    platforms.map(async (platform) => {
      const source = `alipay-receiver/${stage}/${platform}`
      const texts = await secretsManagerSource(client, source).read(AbortSignal.timeout(WAIT_MS))
      return { platform, texts, source }
    }),
  )
  client.destroy()
  const failed = reads.find((read) => read.status === 'rejected')
  const read = reads.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
  if (failed && read.length === 0) throw problem(explain(failed.reason, { stage }))
  const valued = read.filter(({ texts }) => texts.length > 0)
  if (valued.length === 0)
    throw problem(`the secrets of the stage ${stage} have no value yet: put the keys in`)
  return valued
}
