import { accessSync, constants } from 'node:fs'
import { posix, win32 } from 'node:path'
import { problem } from '../terminal/problem.ts'

/** The machine that looks for an embedded DynamoDB. */
export interface Host {
  /** As `process.platform` and `process.arch`. */
  readonly platform: string
  readonly arch: string
  /** The folders that a shell searches, as PATH lists them. */
  readonly path: string
  /** The `node_modules` of this project. */
  readonly modules: string
  /** The release that this project was tested with. */
  readonly version: string
}

/** Of the packages, only the first is in the lock file: the registry from which it was made has no other. */
const packaged: readonly string[] = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'win32-x64']

/**
 * The program file of dynoxide: of the host's package in `node_modules`, else the first on the PATH. Throws a start
 * problem, with the one command that brings a DynamoDB to this host, where there is none.
 */
export function findDynoxide(host: Host): string {
  const { join, delimiter } = host.platform === 'win32' ? win32 : posix
  const program = host.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide'
  const folders = [
    join(host.modules, '@dynoxide', nameOf(host)),
    ...host.path.split(delimiter).filter((folder) => folder !== ''),
  ]
  const found = folders.map((folder) => join(folder, program)).find(isExecutable)
  if (!found) throw problem(`there is no DynamoDB for ${nameOf(host)} here: ${adviceFor(host)}`)
  return found
}

function adviceFor(host: Host): string {
  const name = nameOf(host)
  if (!packaged.includes(name)) {
    return 'run `docker run --rm -p 127.0.0.1:8000:8000 amazon/dynamodb-local -jar DynamoDBLocal.jar -cors http://localhost`, and start with AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:8000'
  }
  const brewed = host.platform === 'darwin' ? ' (or `brew install nubo-db/tap/dynoxide`)' : ''
  return `run \`npm install --no-save @dynoxide/${name}@${host.version}\`${brewed}, or set AWS_ENDPOINT_URL_DYNAMODB to another DynamoDB`
}

function nameOf({ platform, arch }: Host): string {
  return `${platform}-${arch}`
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
