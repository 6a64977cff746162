import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { awsError, type Operations } from './operation.ts'

const PREFIX = 'alipay-receiver/local/'

/** Serves `<dir>/<name>.json` as the secret `alipay-receiver/local/<name>`, read anew at each call, of which `onRead` hears. */
export function secretsManager(dir: string, onRead: (name: string) => void = () => undefined): Operations {
  return [
    [
      'secretsmanager.GetSecretValue',
      ({ SecretId }: { SecretId: string }) => ({
        ARN: `arn:aws:secretsmanager:us-east-1:000000000000:secret:${SecretId}-local0`,
        Name: SecretId,
        SecretString: readSecret(dir, SecretId, onRead),
      }),
    ],
  ]
}

function readSecret(dir: string, id: string, onRead: (name: string) => void): string {
  const name = id.startsWith(PREFIX) ? id.slice(PREFIX.length) : ''
  try {
    if (/^[\w-]+$/.test(name)) {
      onRead(name)
      return readFileSync(join(dir, `${name}.json`), 'utf8')
    }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause
  }
  throw awsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
}
