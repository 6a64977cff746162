import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBody } from '../support/request/requests.ts'
import { startStack } from '../support/stack/local-stack.ts'
import { type ProxiedReply, startTamperingProxy } from './tampering-proxy.ts'

type Command = readonly [command: string, ...args: readonly string[]]

interface Language {
  readonly name: string
  readonly file: string
  /** Succeeds where the runtime is there, with the library that the program needs. */
  readonly probe: Command
  readonly compile?: (path: string) => Command
  readonly run: (path: string) => Command
}

const folder = mkdtempSync(join(tmpdir(), 'alipay-receiver-snippets-'))
// Debian's package serves Debian's Python, which may not be the first on the PATH.
const python = succeeds(['python3', '-c', 'import cryptography']) ? 'python3' : '/usr/bin/python3'

const languages: readonly Language[] = [
  {
    name: 'Python',
    file: 'notify.py',
    probe: [python, '-c', 'import cryptography'],
    run: (path) => [python, path],
  },
  {
    name: 'PHP',
    file: 'notify.php',
    probe: ['php', '-r', 'exit(extension_loaded("openssl") ? 0 : 1);'],
    run: (path) => ['php', path],
  },
  {
    name: 'Java',
    file: 'Notify.java',
    probe: ['javac', '-version'],
    compile: (path) => ['javac', '-d', folder, path],
    run: () => ['java', '-cp', folder, 'Notify'],
  },
  {
    name: 'Go',
    file: 'notify.go',
    probe: ['go', 'version'],
    compile: (path) => ['go', 'build', '-o', join(folder, 'notify'), path],
    run: () => [join(folder, 'notify')],
  },
  {
    name: 'Node',
    file: 'notify.mjs',
    probe: [process.execPath, '--version'],
    run: (path) => [process.execPath, path],
  },
]

const changes: readonly (readonly [what: string, change: (reply: ProxiedReply) => ProxiedReply])[] = [
  ['body was changed', (reply) => ({ ...reply, body: reply.body.replace('"S"', '"U"') })],
  [
    'time was changed',
    ({ headers, ...reply }) => ({
      ...reply,
      headers: { ...headers, 'response-time': '2026-11-21T02:00:30Z' },
    }),
  ],
  ['signature was left out', ({ headers: { signature, ...headers }, ...reply }) => ({ ...reply, headers })],
]

const page = readFileSync(join(import.meta.dirname, '../../docs/protocol.md'), 'utf8')
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const stack = await startStack()
const sender = stack.sender('antom')

/** Writes the program as the page shows it. */
function extract(file: string): string {
  const [, code] =
    new RegExp(`<code>${file}</code></summary>\n\n\`\`\`\\w+\n(.*?)\`\`\``, 's').exec(page) ?? []
  if (!code) throw new Error(`docs/protocol.md shows no ${file}`)
  const path = join(folder, file)
  writeFileSync(path, code)
  return path
}

/** Runs it against a receiver at this origin with a notification of its own. */
async function run([command, ...args]: Command, origin: string) {
  const senders = join(folder, 'senders.json')
  const body = join(folder, 'body.json')
  const { pathname } = new URL(sender.url)
  writeFileSync(senders, JSON.stringify({ antom: { ...sender, url: `${origin}${pathname}` } }, null, 2))
  writeFileSync(body, newBody('antom'))
  return promisify(execFile)(command, [...args, senders, 'antom', body]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code: Number(code), stdout, stderr }),
  )
}

function succeeds([command, ...args]: Command): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

describe.each(languages)('the program in $name', ({ name, file, probe, compile, run: runner }) => {
  const missing = !succeeds(probe)
  const program = runner(join(folder, file))
  const limit = { timeout: 60_000 }

  beforeAll(async () => {
    const path = extract(file)
    const [command, ...args] = compile?.(path) ?? []
    if (command && !missing) await promisify(execFile)(command, args)
  }, limit.timeout)

  it('notifies the receiver, and finds its reply genuine', limit, async ({ skip }) => {
    skip(missing, `${name} is not installed here`)
    const { value, left } = await stack.leaving(() => run(program, new URL(sender.url).origin))
    expect(value).toEqual({ code: 0, stdout: 'S SUCCESS\n', stderr: '' })
    expect(left).toHaveLength(1)
  })

  it.for(changes)('prints no result of a reply whose %s', limit, async ([, change], { skip }) => {
    skip(missing, `${name} is not installed here`)
    await using proxy = await startTamperingProxy(new URL(sender.url).origin, change)
    const { code, stdout, stderr } = await run(program, proxy.origin)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('the reply is not genuine')
  })
})
