import { join } from 'node:path'
import type { Command } from 'commander'
import { buildFunctions } from '../build/functions.ts'
import { type DemoBackend, startDemoBackend } from '../demo-backend/start.ts'
import { type LocalStack, startLocal } from '../local/stack.ts'
import { problem } from '../terminal/problem.ts'
import { demonstrate } from './demonstrate.ts'

/** How often to look whether npm still runs. */
const PARENT_MS = 250

export function addStart(program: Command): void {
  program
    .command('start')
    .summary('start the receiver on this machine')
    .description('Starts the receiver on this machine, shows what it does, and stays up until Ctrl-C.')
    .option('--no-demo', 'send nothing by itself')
    .action(async (options: StartOptions) => {
      await startStack(options)
      process.exit(0)
    })
}

interface StartOptions {
  readonly demo: boolean
}

/**
 * Starts the local stack, plays the demonstration unless it is not wanted, and stays up until a signal ends it. Throws a
 * problem where it cannot start or go on.
 */
async function startStack({ demo }: StartOptions): Promise<void> {
  const stack = await start()
  const ended = untilEnded(stack)
  await Promise.race([ended, present(stack, demo)])
  const why = await ended
  await stack.stop()
  if (why) throw problem(why)
}

async function present(stack: LocalStack<DemoBackend>, demo: boolean): Promise<void> {
  const { files, url } = stack
  console.log(`The receiver listens on ${url}. Everything stays on this machine, in ${files.dir}.`)
  if (demo) await demonstrate(stack, console.log)
  console.log(`
It stays up until Ctrl-C. What to try next:
  npm run alipay -- send antom     sends another notification; your own with --body body.json; --help says all
  npm run alipay -- send wallet pay  sends a command, as acquirer and mini-program may
  BACKEND_URL=http://… npm start   sends the commands to your own backend
  ${files.events.padEnd(32)} the events, one a line, as EventBridge delivers them
  ${files.log.padEnd(32)} what the functions log: why a request was refused, the metrics
  ${files.senders.padEnd(32)} what a client in any language needs to play Alipay
  ${files.secrets.padEnd(32)} the secrets: put your sandbox keys there; they are read when a request needs them`)
}

async function start(): Promise<LocalStack<DemoBackend>> {
  const { PORT, LOCAL_DIR } = process.env
  const port = PORT || '3000'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw problem(`PORT must be a number up to 65535, not "${port}"`)
  }
  const bundles = join(import.meta.dirname, '../../dist')
  await buildFunctions({ outdir: bundles })
  const dir = LOCAL_DIR || '.local'
  return startLocal({
    dir,
    port: Number(port),
    bundles,
    env: process.env,
    report: console.error,
    startBackend: startDemoBackend,
  })
}

/** Resolves when a signal asks for the end, or with the problem for which the stack cannot go on. */
function untilEnded({ broken }: Pick<LocalStack, 'broken'>): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(undefined))
  void broken.then(() => resolve('the embedded DynamoDB has ended'))
  if (process.env.npm_lifecycle_event) {
    // An npm that is killed cannot say so to its script.
    const npm = process.ppid
    setInterval(() => process.ppid === npm || resolve(undefined), PARENT_MS)
  }
  return promise
}
