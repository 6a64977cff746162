import type { Command } from 'commander'
import { problem, wrongUsage } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { type Caller, callerOf, type SendChoice } from './caller.ts'
import { readMessage, readWords } from './choose-message.ts'
import { listFaults, listMessages } from './lists.ts'
import { sendMany } from './send-many.ts'
import { sendOnSchedule } from './send-on-schedule.ts'
import { factor, readHeader, URL_OF_MESSAGES, wholeNumber, withSendingOptions } from './sending-options.ts'
import { show, type Verdict } from './show-exchange.ts'

const HELP = `
Fields: paymentAmount.value=200, goods[0].name=x. A value stays a string where the sample has a string, and is JSON
elsewhere, where it can be read as JSON. path:=json is JSON whatever stands there; path= takes the field out.

Each call is new: its ids end in a run that nobody has seen. A field that is set by hand stands as it is.

Examples:
  npm run alipay -- send antom                                a payment succeeded
  npm run alipay -- send wallet pay paymentAmount.value=200   a command
  npm run alipay -- send antom --fault re-serialised          what a proxy does that writes JSON anew
  npm run alipay -- send antom --schedule                     sent again as Antom does, until S
  npm run alipay -- send wallet pay --times 500 --concurrency 20
  npm run alipay -- send worldfirst notifyTransfer --body body.json --url https://pay.example.com/notify

Exit code: 0 where an answer came whose signature holds, or which is rightly unsigned; 2 where the command line is wrong; 1 otherwise.`

export function addSend(program: Command, terminal: Terminal): void {
  const command = program
    .command('send')
    .summary('send a signed message to the receiver, or to any URL')
    .description('Signs a message as one of Alipay’s platforms does, sends it, and checks the answer.')
    .argument('[platform]', 'acquirer, antom, mini-program, wallet or worldfirst')
    .argument('[words...]', 'the API, notifyPayment unless it is named; then fields, path=value')
  withSendingOptions(command, URL_OF_MESSAGES)
    .option('--exact', 'the URL of a command is whole: put no name behind it')
    .option('--body <file>', 'the body byte for byte from a file, or - for standard input')
    .option('--same-id [text]', 'with the same ids each time, ending in the text; a second call is a repeat')
    .option('--sign-uri <uri>', 'sign this URI in place of the one that is called')
    .option('--header <name=value>', 'with this header; may be given again', readHeader)
    .option('--fault <name>', 'with a mistake; `--fault list` shows them')
    .option('--times <n>', 'so many calls', wholeNumber, 1)
    .option('--concurrency <n>', 'so many at once', wholeNumber, 1)
    .option('--schedule', 'again and again as the platform does, until it is answered as it wishes')
    .option('--speed <factor>', 'so many times as fast as the platform', factor, 20_000)
    .option('--record <file>', 'add the calls to a recording, for `replay`')
    .option('--list', 'show all that can be sent')
    .option('--quiet', 'one line for each call')
    .option('--json', 'one JSON object for each call')
    .addHelpText('after', HELP)
    .action((platform: string | undefined, words: readonly string[], choice: SendChoice) =>
      runSend(platform, words, choice, terminal),
    )
}

async function runSend(
  platform: string | undefined,
  words: readonly string[],
  choice: SendChoice,
  terminal: Terminal,
) {
  if (choice.list) return listMessages(platform, choice.json ?? false, terminal)
  if (choice.fault === 'list') return listFaults(choice.json ?? false, terminal)
  if (platform === undefined)
    throw wrongUsage('send what? `npm run alipay -- send antom`, or `npm run alipay -- send --list` for all')
  const { sample, edits } = readWords(platform, words)
  const message = await readMessage(sample, edits, choice.body)
  for (const remark of message.remarks) terminal.note(remark)
  const caller = callerOf(message, choice)
  if (choice.schedule) return sendOnSchedule(caller, choice, terminal)
  if (choice.times > 1) return sendMany(caller, choice, terminal)
  return sendOnce(caller, choice, terminal)
}

/** What to do where nobody asked for a mistake, by the code of the answer. */
const nextSteps = new Map([
  [
    'INVALID_SIGNATURE',
    'why? add --record refused.ndjson to the command, then run `npm run alipay -- explain refused.ndjson`',
  ],
  [
    'INVALID_CLIENT',
    'the receiver has no such client: its secret names those that it has, --client chooses one',
  ],
])

async function sendOnce(caller: Caller, choice: SendChoice, terminal: Terminal): Promise<void> {
  const faulty: Verdict[] = []
  for (const shot of caller.shotsOf(1)) {
    const sent = await caller.shoot(shot)
    const verdict = sent.kind === 'answered' ? caller.judge(sent, shot) : undefined
    show(terminal, sent, { subject: shot.draft.sample, verdict, form: choice })
    if (verdict && !verdict.good) faulty.push(verdict)
    const next = sent.kind === 'answered' && nextSteps.get(sent.reply.result?.resultCode ?? '')
    if (next && choice.fault === undefined) terminal.note(next)
  }
  const [first] = faulty
  if (first) throw problem(first.words)
}
