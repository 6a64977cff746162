import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, vi } from 'vitest'
import type { Sender } from '../../tools/alipay/sender.ts'
import { type SigningOptions, signRequest } from '../../tools/alipay/signed-request.ts'
import { runCli } from '../../tools/cli/run-cli.ts'
import { capturedTerminal } from '../cli/captured-terminal.ts'
import { newClient, secretOf } from '../support/request/new-client.ts'
import type { Written } from './written-forms.ts'

export const ORIGIN = 'https://pay.example.com'

/** A folder with the secret of one antom client, as `npm start` leaves it, and somebody who signs for it. */
export function openWorkplace(secrets: Readonly<Record<string, object>> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-explain-'))
  const client = newClient(`${ORIGIN}/antom/notify`, 'CLIENT_1')
  const { sender, signing, verifying } = client
  const write = (name: string, content: string | Buffer) => {
    const file = join(dir, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content)
    return file
  }
  const antom = { CLIENT_1: { signing: [{ ...signing, current: true }], verifying: [verifying] } }
  const secret = write('local/secrets/antom.json', secretOf(antom))
  for (const [name, clients] of Object.entries(secrets))
    write(`local/secrets/${name}.json`, secretOf(clients))
  vi.stubEnv('LOCAL_DIR', join(dir, 'local'))
  vi.stubEnv('PUBLIC_PATH_PREFIX', '')
  vi.stubEnv('PUBLIC_PATHS', '')
  const { exitCode } = process
  afterEach(() => {
    process.exitCode = exitCode
  })
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  async function explain(args: readonly string[], isScreen = false) {
    const { terminal, out, err } = capturedTerminal(isScreen)
    process.exitCode = undefined
    const code = await runCli(['explain', ...args], terminal)
    return { code: code === 0 ? Number(process.exitCode ?? 0) : code, out, err }
  }

  return {
    dir,
    secret,
    client,
    write,

    /** A request of the client's, as it is sent; the options may have another thing signed. */
    signed(body: string | Buffer, options: SigningOptions = {}, by: Sender = sender): Written {
      const { headers, target, body: bytes } = signRequest(by, body, options)
      return {
        origin: ORIGIN,
        target,
        headers: [['Host', 'pay.example.com'], ...headers],
        body: bytes,
        receivedAt: Date.now(),
      }
    },

    /** What `explain` says of a file, its exit code, and what it says beside. */
    explain,

    /** The diagnoses, as --json has them. */
    async diagnose(...args: readonly string[]) {
      const { code, out, err } = await explain([...args, '--json'])
      return { code, err, found: out.map((line) => JSON.parse(line)) }
    },
  }
}
