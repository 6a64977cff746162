import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { explain } from '../../operate/explain.ts'
import { isProblem, problem } from '../../terminal/problem.ts'
import { localSecret } from './local-secret.ts'
import type { SecretStore } from './secret-store.ts'

/** The secret of a platform, of a stage or else of the local stack. The SDK is loaded for a stage alone. Throws a problem. */
export async function openSecret(stage: string | undefined, platform: PlatformName): Promise<SecretStore> {
  if (stage === undefined) return localSecret(platform)
  if (!/^[\w-]{1,64}$/.test(stage))
    throw problem(`no stage can be named ${JSON.stringify(stage.slice(0, 64))}`)
  const { stageSecret } = await import('./stage-secret.ts')
  return stageSecret(stage, platform)
}

/** What fails with AWS becomes one line that says what to do. */
export async function inOneLine<Value>(
  stage: string | undefined,
  work: () => Promise<Value>,
): Promise<Value> {
  try {
    return await work()
  } catch (cause) {
    if (stage === undefined || isProblem(cause)) throw cause
    const { name, message } = cause instanceof Error ? cause : new Error(String(cause))
    throw problem(
      name === 'AccessDeniedException'
        ? `the role may not do it: docs/operate.md#rotate-keys lists the permissions (${message})`
        : explain(cause, { stage }),
    )
  }
}
