import { join } from 'node:path'
import type { Command } from 'commander'
import { buildFunctions } from '../build/functions.ts'
import { type DemoBackend, startDemoBackend } from '../demo-backend/start.ts'
import { type LocalStack, startLocal } from '../local/stack.ts'
import { watchedByAll } from '../local/watcher.ts'
import { problem } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { untilSignal } from '../terminal/until-signal.ts'
import { type OpenWatch, openDoctor, openWatch } from '../watch/open-watch.ts'
import { createWriter, type Writer } from '../watch/writer.ts'
import { demonstrate } from './demonstrate.ts'
import { type LocalInspector, prepareInspector } from './inspector.ts'
import { readPort } from './read-port.ts'

const examples = `
Examples:
  npm start                                       a demonstration, then a line for each call
  npm run alipay -- start --no-demo               only the calls
  npm run alipay -- start --record calls.ndjson   and each of them in a file
  npm run alipay -- start --quiet                 only its URL and what is wrong, for a script
  BACKEND_URL=http://localhost:8080 npm start     with a backend of your own
  PORT=3001 LOCAL_DIR=other npm start             a second one
  INSPECTOR_PORT=4000 npm start                   its page, the inspector, at this port`

export function addStart(program: Command, terminal: Terminal): void {
  program
    .command('start')
    .summary('start the receiver on this machine')
    .description(
      `Starts the receiver on this machine, shows what it does, and stays up until Ctrl-C.
Each call that comes is a line; of one that is refused the doctor says why, below it. The inspector shows all of it
in a browser, to whoever has its URL.`,
    )
    .option('--no-demo', 'send nothing by itself')
    .option('--quiet', 'send nothing, and print only the URL and what is wrong: for scripts')
    .option('--no-inspector', 'without its page in a browser')
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
  readonly inspector: boolean
  readonly record?: string
}

interface Started {
  readonly stack: LocalStack<DemoBackend>
  readonly watch: OpenWatch | undefined
  readonly inspector: LocalInspector | undefined
  close(): Promise<void>
}

/**
 * Starts the local stack, plays the demonstration unless it is not wanted, and stays up until a signal ends it. Throws a
 * problem where it cannot start or go on.
 */
async function startStack(options: StartOptions, terminal: Terminal): Promise<void> {
  const writer = createWriter(terminal, (text, done) => void process.stdout.write(text, done))
  const started = await start(options, terminal, writer)
  const ended = untilEnded(started.stack)
  await Promise.race([ended, present(started, writer, options)])
  const why = await ended
  await started.close()
  if (why) throw problem(why)
}

async function present(
  { stack, watch, inspector }: Started,
  writer: Writer,
  { demo, quiet = false }: StartOptions,
): Promise<void> {
  const { files, url } = stack
  writer.print(`The receiver listens on ${url}. Everything stays on this machine, in ${files.dir}.`)
  if (inspector && !quiet) writer.print(`Look inside: ${inspector.url()}`)
  watch?.reportSecrets()
  if (quiet) return
  if (demo) {
    writer.print('')
    await demonstrate(stack, {
      print: writer.print,
      announce: ({ headers }) => watch?.leaveOut(new Map(headers).get('Signature') ?? ''),
    })
  }
  const page = inspector ? ` Look inside: ${inspector.url()}` : ''
  writer.print(`
It stays up until Ctrl-C.${page}
What to try next, in another shell:
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

async function start(options: StartOptions, { paint, isScreen }: Terminal, writer: Writer): Promise<Started> {
  const { quiet = false, record } = options
  const { LOCAL_DIR, PORT, INSPECTOR_PORT } = process.env
  const port = readPort('PORT', PORT || '3000')
  const inspectorPort = readPort('INSPECTOR_PORT', INSPECTOR_PORT || '0')
  const bundles = join(import.meta.dirname, '../../dist')
  await buildFunctions({ outdir: bundles })
  const closing: (() => Promise<void>)[] = []
  let watch: OpenWatch | undefined
  let inspector: LocalInspector | undefined
  const stack = await startLocal({
    dir: LOCAL_DIR || '.local',
    port,
    bundles,
    env: process.env,
    report: writer.note,
    watch(files) {
      // Some terminals have no size: 0.
      const columns = () => (isScreen && process.stdout.columns ? process.stdout.columns : undefined)
      const doctor = openDoctor(files, process.env, writer.note)
      watch = openWatch(files, { paint, writer, columns, quiet, record, doctor, env: process.env })
      closing.push(watch.close, doctor.close)
      if (!options.inspector) return watch
      inspector = prepareInspector(files, { doctor, port: inspectorPort, report: writer.note })
      return watchedByAll([watch, inspector.watcher])
    },
    startBackend: startDemoBackend,
  })
  async function close(): Promise<void> {
    await inspector?.close()
    await stack.stop()
    for (const each of closing) await each()
  }
  try {
    await inspector?.open()
  } catch (cause) {
    await close()
    throw cause
  }
  return { stack, watch, inspector, close }
}

/** Resolves when a signal asks for the end, or with the problem for which the stack cannot go on. */
function untilEnded({ broken }: Pick<LocalStack, 'broken'>): Promise<string | undefined> {
  return Promise.race([
    untilSignal().then(() => undefined),
    broken.then(() => 'the embedded DynamoDB has ended'),
  ])
}
