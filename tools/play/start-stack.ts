import { join } from 'node:path'
import type { Command } from 'commander'
import { buildFunctions } from '../build/functions.ts'
import { type DemoBackend, startDemoBackend } from '../demo-backend/start.ts'
import { type LocalStack, startLocal } from '../local/stack.ts'
import { problem } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { type OpenWatch, openWatch } from '../watch/open-watch.ts'
import { createWriter, type Writer } from '../watch/writer.ts'
import { demonstrate } from './demonstrate.ts'

/** How often to look whether npm still runs. */
const PARENT_MS = 250

const examples = `
Examples:
  npm start                                       a demonstration, then a line for each call
  npm run alipay -- start --no-demo               only the calls
  npm run alipay -- start --record calls.ndjson   and each of them in a file
  npm run alipay -- start --quiet                 only its URL and what is wrong, for a script
  BACKEND_URL=http://localhost:8080 npm start     with a backend of your own
  PORT=3001 LOCAL_DIR=other npm start             a second one`

export function addStart(program: Command, terminal: Terminal): void {
  program
    .command('start')
    .summary('start the receiver on this machine')
    .description(
      `Starts the receiver on this machine, shows what it does, and stays up until Ctrl-C.
Each call that comes is a line; of one that is refused the doctor says why, below it.`,
    )
    .option('--no-demo', 'send nothing by itself')
    .option('--quiet', 'send nothing, and print only the URL and what is wrong: for scripts')
    .option('--record <file>', 'keep each call in the file, one line of JSON each, to be sent again')
    .addHelpText('after', examples)
    .action(async (options: StartOptions) => {
      await startStack(options, terminal)
      process.exit(0)
    })
}

interface StartOptions {
  readonly demo: boolean
  readonly quiet?: boolean
  readonly record?: string
}

/**
 * Starts the local stack, plays the demonstration unless it is not wanted, and stays up until a signal ends it. Throws a
 * problem where it cannot start or go on.
 */
async function startStack(options: StartOptions, terminal: Terminal): Promise<void> {
  const writer = createWriter(terminal, (text, done) => void process.stdout.write(text, done))
  const { stack, watch } = await start(options, terminal, writer)
  const ended = untilEnded(stack)
  await Promise.race([ended, present(stack, watch, writer, options)])
  const why = await ended
  await stack.stop()
  await watch?.close()
  if (why) throw problem(why)
}

async function present(
  stack: LocalStack<DemoBackend>,
  watch: OpenWatch | undefined,
  writer: Writer,
  { demo, quiet = false }: StartOptions,
): Promise<void> {
  const { files, url } = stack
  writer.print(`The receiver listens on ${url}. Everything stays on this machine, in ${files.dir}.`)
  watch?.reportSecrets()
  if (quiet) return
  if (demo) {
    writer.print('')
    await demonstrate(stack, {
      print: writer.print,
      announce: ({ headers }) => watch?.leaveOut(new Map(headers).get('Signature') ?? ''),
    })
  }
  writer.print(`
It stays up until Ctrl-C. What to try next, in another shell:
  npm run alipay -- send antom       another notification; your own with --body body.json
  npm run alipay -- send antom --fault stage-signed
                                     one that is refused: here stands why, and what to change
  npm run alipay -- send wallet pay  a command; to your own backend with BACKEND_URL=http://… npm start
  npm run alipay                     all that it can do for you
What is kept, for you to look at:
  ${files.events.padEnd(33)}  the events, one a line, as EventBridge delivers them
  ${files.log.padEnd(33)}  what the functions log, the metrics
  ${files.senders.padEnd(33)}  what a client in any language needs to play Alipay
  ${files.secrets.padEnd(33)}  the secrets: put your sandbox keys there; they are read when a request needs them

From here on each call is a line: when it came, platform, API, how it ended, how long it took, what it was about.`)
}

async function start(
  { quiet = false, record }: StartOptions,
  { paint, isScreen }: Terminal,
  writer: Writer,
): Promise<{ readonly stack: LocalStack<DemoBackend>; readonly watch: OpenWatch | undefined }> {
  const { PORT, LOCAL_DIR } = process.env
  const port = PORT || '3000'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw problem(`PORT must be a number up to 65535, not "${port}"`)
  }
  const bundles = join(import.meta.dirname, '../../dist')
  await buildFunctions({ outdir: bundles })
  const dir = LOCAL_DIR || '.local'
  let watch: OpenWatch | undefined
  const stack = await startLocal({
    dir,
    port: Number(port),
    bundles,
    env: process.env,
    report: writer.note,
    watch(files) {
      // Some terminals have no size: 0.
      const columns = () => (isScreen && process.stdout.columns ? process.stdout.columns : undefined)
      watch = openWatch(files, { paint, writer, columns, quiet, record, env: process.env })
      return watch
    },
    startBackend: startDemoBackend,
  })
  return { stack, watch }
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
