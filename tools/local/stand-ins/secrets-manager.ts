import { hash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { writeWhole } from '../files.ts'
import { awsError, type Operations } from './operation.ts'

const PREFIX = 'alipay-receiver/local/'
const CURRENT = 'AWSCURRENT'

interface Named {
  readonly SecretId: string
}

interface Put extends Named {
  readonly ClientRequestToken: string
  readonly SecretString: string
  readonly VersionStages?: readonly string[]
}

interface Move extends Named {
  readonly VersionStage: string
  readonly MoveToVersionId?: string
  readonly RemoveFromVersionId?: string
}

/**
 * Serves `<dir>/<name>.json` as the secret `alipay-receiver/local/<name>`, read anew at each call, of which `onRead` hears;
 * and writes it. A user may change the file too, so that a version is known by its text.
 */
export function secretsManager(dir: string, onRead: (name: string) => void = () => undefined): Operations {
  const waiting = new Map<string, string>()
  return [
    ['secretsmanager.GetSecretValue', ({ SecretId }: Named) => getSecretValue(dir, SecretId, onRead)],
    ['secretsmanager.PutSecretValue', (put: Put) => putSecretValue(dir, waiting, put)],
    ['secretsmanager.UpdateSecretVersionStage', (move: Move) => moveStage(dir, waiting, move)],
  ]
}

function getSecretValue(dir: string, id: string, onRead: (name: string) => void) {
  const file = fileOf(dir, id)
  onRead(basename(file, '.json'))
  const SecretString = readSecret(file)
  return {
    ARN: `arn:aws:secretsmanager:us-east-1:000000000000:secret:${id}-local0`,
    Name: id,
    SecretString,
    VersionId: versionOf(SecretString),
    CreatedDate: statSync(file).mtimeMs / 1000,
    VersionStages: [CURRENT],
  }
}

/** Under another label than AWSCURRENT the text waits until that is moved to it. */
function putSecretValue(dir: string, waiting: Map<string, string>, put: Put) {
  const { SecretId, ClientRequestToken, SecretString, VersionStages = [CURRENT] } = put
  const file = fileOf(dir, SecretId)
  if (VersionStages.includes(CURRENT)) writeWhole(file, SecretString)
  else waiting.set(ClientRequestToken, SecretString)
  return { Name: SecretId, VersionId: ClientRequestToken, VersionStages }
}

/** Moves AWSCURRENT only away from the version that is named: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html */
function moveStage(dir: string, waiting: Map<string, string>, move: Move) {
  const { SecretId, VersionStage, MoveToVersionId = '', RemoveFromVersionId = '' } = move
  if (VersionStage !== CURRENT) {
    waiting.delete(RemoveFromVersionId)
    return { Name: SecretId }
  }
  const file = fileOf(dir, SecretId)
  const text = waiting.get(MoveToVersionId)
  if (text === undefined || versionOf(readSecret(file)) !== RemoveFromVersionId) {
    throw awsError(
      'InvalidParameterException',
      'The staging label AWSCURRENT is attached to another version than RemoveFromVersionId.',
    )
  }
  writeWhole(file, text)
  return { Name: SecretId }
}

function versionOf(text: string): string {
  return hash('sha256', text).slice(0, 32)
}

function fileOf(dir: string, id: string): string {
  const name = id.startsWith(PREFIX) ? id.slice(PREFIX.length) : ''
  if (/^[\w-]+$/.test(name)) return join(dir, `${name}.json`)
  throw notFound()
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') throw notFound()
    throw cause
  }
}

function notFound(): Error {
  return awsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
}
