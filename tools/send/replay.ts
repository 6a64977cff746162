import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { readUrl } from '../alipay/draft.ts'
import { type RecordedCall, readRecording } from '../alipay/recording.ts'
import type { Senders } from '../alipay/sender.ts'
import { problem, wrongUsage } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { newRun } from './caller.ts'
import { plain } from './plain.ts'
import { type Replayed, replayCall } from './replay-call.ts'
import { replayInOrder } from './replay-in-order.ts'
import {
  factor,
  localSenders,
  readInsecure,
  type SendingChoice,
  wholeNumber,
  withSendingOptions,
} from './sending-options.ts'
import { exchangeJson } from './show-exchange.ts'

interface ReplayChoice extends SendingChoice {
  readonly asRecorded?: boolean
  readonly freshIds?: boolean
  readonly speed?: number
  readonly concurrency: number
  readonly json?: boolean
}

const HELP = `
A recording is what \`start --record\` and \`send --record\` write, or a HAR file of a proxy or a browser.

Examples:
  npm run alipay -- replay calls.ndjson                  signed anew, to the local stack
  npm run alipay -- replay calls.ndjson --as-recorded    byte for byte: what somebody does who captured them
  npm run alipay -- replay calls.ndjson --fresh-ids --speed 10x
  npm run alipay -- replay session.har --url https://pay.example.com --client MY_CLIENT --key key.pem

Exit code: 0 where each call is answered as it was when it was recorded; 2 where the command line is wrong; 1 otherwise.`

export function addReplay(program: Command, terminal: Terminal): void {
  const command = program
    .command('replay')
    .summary('send recorded calls again')
    .description(
      'Sends the calls of a recording again, in their order, and says where the answer is another one.',
    )
    .argument('<recording>', 'a file of `--record`, or a HAR file')
  withSendingOptions(command, 'to this scheme and host; by default to the local stack')
    .option('--as-recorded', 'with the old signatures and times')
    .option('--fresh-ids', 'with ids that nobody has seen')
    .option(
      '--speed <factor>',
      'with the pauses of the recording, so many times as fast; without pauses by default',
      factor,
    )
    .option('--concurrency <n>', 'so many at once, begun in their order', wholeNumber, 1)
    .option('--json', 'one JSON object for each call')
    .addHelpText('after', HELP)
    .action((file: string, choice: ReplayChoice) => runReplay(file, choice, terminal))
}

async function runReplay(file: string, choice: ReplayChoice, terminal: Terminal): Promise<void> {
  if (choice.asRecorded && choice.freshIds) {
    throw wrongUsage('--fresh-ids changes what was signed: leave it or --as-recorded out')
  }
  const calls = readCalls(file)
  const senders = localSenders() ?? {}
  const origin = originOf(choice, senders)
  const options = {
    ...choice,
    senders,
    origin,
    insecure: readInsecure(choice, { origin }),
    run: choice.freshIds ? newRun() : undefined,
  }
  const replayed: Replayed[] = []
  await replayInOrder(calls, choice, async (call, at) => {
    const one = await replayCall(call, options)
    replayed.push(one)
    if (choice.json)
      terminal.json({ call: at + 1, ...exchangeJson(one.exchange), status: call.status, ...one.outcome })
    else terminal.print(lineOf(call, at, one, terminal))
  })
  const differing = replayed.filter(({ outcome }) => !outcome.good)
  if (!choice.json)
    terminal.print(`${calls.length} sent again, ${calls.length - differing.length} answered as before`)
  if (differing.length > 0)
    throw problem(`${differing.length} of ${calls.length} are answered otherwise than before`)
}

function readCalls(file: string): readonly RecordedCall[] {
  try {
    const calls = readRecording(readFileSync(file, 'utf8'))
    if (calls.length > 0) return calls
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw problem(code ? `${file} cannot be read (${code})` : `${file}: ${message}`)
  }
  throw problem(`${file} has no calls: \`npm run alipay -- send antom --record ${file}\` writes one`)
}

/** The recorded paths stay. */
function originOf({ url }: SendingChoice, senders: Senders): string {
  const local = Object.values(senders).map((sender) => sender.url ?? sender.commandsUrl)
  const to = url ?? local.find((one) => one !== undefined)
  if (to === undefined) throw problem('no stack has run here yet: start one with `npm start`, or give --url')
  const { origin, target } = readUrl(to)
  if (url !== undefined && target !== '/') {
    throw wrongUsage(`--url is scheme and host here, ${origin}: the paths are those of the recording`)
  }
  return origin
}

function lineOf(call: RecordedCall, at: number, { outcome, exchange }: Replayed, terminal: Terminal): string {
  const what = `${String(at + 1).padStart(4)}  ${plain(`${call.method} ${call.target}`).padEnd(44)}`
  const words = terminal.paint(outcome.good ? 'good' : 'bad', plain(outcome.words))
  return `${what} ${plain(outcome.answer).padEnd(27)} ${`${exchange.ms} ms`.padStart(8)}  ${words}`
}
