import { createSecretsManagerClient, secretsManagerSource } from '../../lib/adapters/secrets-manager.ts'
import type { Observer } from '../../lib/edge/observer.ts'
import { createKeyStore, type KeyStore } from '../../lib/keys/key-store.ts'
import type { Platform } from '../../lib/protocol/platform.ts'
import { awsAccess } from '../../lib/settings/settings.ts'
import { systemTiming } from '../../lib/time/timing.ts'

/** The keys of a platform, which begin to load at once; what is wrong with its secret is logged. */
export function openKeyStore(platform: Platform, secret: string, observer: Observer): KeyStore {
  return createKeyStore({
    source: secretsManagerSource(createSecretsManagerClient(awsAccess()), secret),
    platform,
    ...systemTiming,
    report(problems) {
      if (problems.length === 0) observer.log('info', 'the secret has no problems any more', { secret })
      else observer.log('warn', 'the secret has problems', { secret, problems })
    },
  })
}
