import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readBackend } from '../../lib/keys/secret/read-backend.ts'
import { type Problem, rootPath } from '../../lib/keys/secret/secret-path.ts'
import { commandingPlatforms } from '../../lib/platforms/commands.ts'
import type { BackendCredential } from '../../lib/protocol/keys.ts'
import { type Commander, isCommander } from '../alipay/sender.ts'
import type { Environment } from '../declared/functions.ts'
import { writeWhole } from '../local/files.ts'
import { isKnown } from '../local/prepare-senders.ts'
import { type BackendOptions, type LocalBackend, type LocalStack, startLocal } from '../local/stack.ts'
import { problem } from '../terminal/problem.ts'
import { openRecorder, type Recorder } from './recorder.ts'

export interface StageOptions {
  /** Of the backend, without a slash at its end; or what starts one beside the functions. */
  readonly backend: string | ((options: BackendOptions) => Promise<LocalBackend>)
  /** The folder of the functions' bundles. */
  readonly bundles: string
  /** Where the stack keeps everything: a folder that is gone afterwards, unless there is one here. */
  readonly dir?: string
  /** `backend` of the clients' secret, as the backend knows it; only where the folder is ours. */
  readonly credential?: object
  /** The client that calls; only where the folder is ours. */
  readonly clientId?: string
  readonly env: Environment
  /** Takes a line about what went wrong behind the answers. */
  report(line: string): void
}

/** One who sends commands of a platform, and what the backend is shown for it. */
export interface Client {
  readonly sender: Commander
  readonly credential: BackendCredential | undefined
}

export interface Stage {
  readonly stack: LocalStack
  readonly recorder: Recorder
  /** By platform; none for a platform whose secret names another client. */
  readonly clients: ReadonlyMap<string, Client>
  close(): Promise<void>
}

/** The real functions, with the recorder between them and the backend. Throws a problem where it cannot start. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { bundles, report, env, credential, clientId } = options
  const closings: (() => unknown)[] = []
  const dir = options.dir ?? temporaryFolder(closings)
  const close = async () => {
    for (let last = closings.pop(); last; last = closings.pop()) await last()
  }
  try {
    let recorder: Recorder | undefined
    const stack = await startLocal({
      dir,
      port: 0,
      bundles,
      report,
      env,
      async startBackend(given) {
        const { backend } = options
        const behind =
          typeof backend === 'string' ? { url: backend, close: async () => {} } : await backend(given)
        const opened = await openRecorder(behind.url)
        recorder = opened
        return { url: opened.url, close: () => opened.close().then(behind.close) }
      },
    })
    closings.push(stack.stop)
    if (!recorder) throw problem('BACKEND_URL is set: name the backend on the command line instead')
    const clients = new Map(
      commandingPlatforms.flatMap((platform) => {
        const client = clientOf(platform, stack, { credential, clientId })
        return client ? [[platform, client] as const] : []
      }),
    )
    return { stack, recorder, clients, close }
  } catch (cause) {
    await close()
    throw cause
  }
}

/** Gone when the closings have run, and also when the process ends before that: secrets are in it. */
function temporaryFolder(closings: (() => unknown)[]): string {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-certify-'))
  const remove = () => rmSync(dir, { recursive: true, force: true })
  process.once('exit', remove)
  closings.push(remove, () => process.off('exit', remove))
  return dir
}

interface Shown {
  readonly credential: object | undefined
  readonly clientId: string | undefined
}

function clientOf(platform: string, { senders, files }: LocalStack, shown: Shown): Client | undefined {
  const sender = senders[platform]
  if (!isCommander(sender) || !isKnown(sender, platform, files)) return undefined
  const file = join(files.secrets, `${platform}.json`)
  const { clients } = JSON.parse(readFileSync(file, 'utf8'))
  const { [sender.clientId]: entry, ...others } = clients
  const clientId = shown.clientId ?? sender.clientId
  const backend = shown.credential ?? entry.backend
  if (shown.clientId || shown.credential) {
    // Before the first request: the functions read it then.
    writeWhole(file, JSON.stringify({ clients: { ...others, [clientId]: { ...entry, backend } } }))
  }
  return { sender: { ...sender, clientId }, credential: readCredential(backend, platform) }
}

/** Throws a problem that says what is wrong with it, and none of what it holds. */
export function readCredential(backend: unknown, name: string): BackendCredential | undefined {
  if (backend === undefined) return undefined
  const problems: Problem[] = []
  const credential = readBackend(backend, rootPath(name, problems))
  if (!credential) {
    throw problem(
      `the credential cannot be used: ${problems.map(({ path, message }) => `${path} ${message}`).join('; ')}`,
    )
  }
  return credential
}
