import type { KeyObject } from 'node:crypto'
import type { Command } from 'commander'
import { quote } from '../../../lib/protocol/quote.ts'
import { problem, wrongUsage } from '../../terminal/problem.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { consoleOf, consoles } from '../consoles.ts'
import { nameOfInput, readInput } from '../input.ts'
import { readPaste } from '../paste/read-paste.ts'
import { publicHalfOf } from '../public-half.ts'
import { localDir } from '../secrets/local-secret.ts'
import { inOneLine, openSecret } from '../secrets/open-secret.ts'
import { receiverAt } from './live.ts'
import { pretendAlipay } from './pretend.ts'
import { printWalk, reportWalk } from './print-walk.ts'
import { type Asked, readState } from './state.ts'
import type { Confirmation } from './step.ts'
import { lookAt, type Standing, takeStep, type Walk } from './walk.ts'

interface Options {
  readonly platform: string
  readonly local?: true
  readonly stage?: string
  readonly client?: string
  readonly theirs?: true
  readonly to?: string
  readonly key?: string
  readonly url?: string
  readonly do?: true
  readonly uploaded?: true
  readonly seen?: true
  readonly json?: true
}

/** Adds `keys rotate`. */
export function addRotate(keys: Command, terminal: Terminal): void {
  keys
    .command('rotate')
    .summary('replace a key, step by step, with a check after each')
    .description(
      'Shows how far the rotation of a key is, which is read from the secret, and what to do next. With --do it takes the next step.',
    )
    .requiredOption('--platform <platform>', `one of ${Object.keys(consoles).join(', ')}`)
    .option('--local', 'the secret of the stack that npm start runs')
    .option('--stage <stage>', 'the secret of a deployed stage')
    .option('--client <Client-Id>', 'whose key, where the secret has several clients')
    .option('--theirs', "the platform's key, instead of your own")
    .option('--to <version>', 'the version of the new key; the next number unless said')
    .option('--key <file>', 'the new key; without it a pair is made')
    .option('--url <url>', 'a URL of the receiver, which is asked which key signs')
    .option('--do', 'take the next step')
    .option('--uploaded', 'the public half of the new key stands in the console')
    .option('--seen', 'messages came under the new key, and for two days none under the old one')
    .option('--json', 'one line of JSON')
    .addHelpText('after', examples)
    .action((options: Options) => rotate(terminal, options))
}

const examples = `
Examples:
  npm run alipay -- keys rotate --local --platform antom
  npm run alipay -- keys rotate --local --platform antom --do
  npm run alipay -- keys rotate --stage prod --platform wallet --url https://pay.example.com/wallet/pay
  npm run alipay -- keys rotate --stage prod --platform antom --theirs --key alipay-2.pem --do

Nothing is changed without --do. docs/operate.md#rotate-keys has both walks.`

async function rotate(terminal: Terminal, options: Options): Promise<void> {
  const { local, stage, json } = options
  if ((local === undefined) === (stage === undefined))
    throw wrongUsage('say --local or --stage <stage>, one of them')
  const standing = await inOneLine(stage, async () => {
    const walk = await openWalk(options, terminal)
    return options.do ? takeStep(walk, Date.now()) : lookAt(walk)
  })
  const command = commandFor(options, standing)
  if (json) terminal.json(reportWalk(standing, command))
  else printWalk(terminal, standing, command)
  if (standing.checks.some(({ holds }) => holds === false)) process.exitCode = 1
}

async function openWalk(options: Options, terminal: Terminal): Promise<Walk> {
  const { platform, stage, client, theirs, to, url } = options
  const console = consoleOf(platform)
  const { name } = console.platform
  const key = options.key === undefined ? undefined : await readKeyFile(options.key)
  const store = await openSecret(stage, name)
  const list = theirs ? 'verifying' : 'signing'
  const asked: Asked = { console, list, clientId: client, to: readVersion(to), key: key && publicHalfOf(key) }
  const parts = await store.read()
  if (stage === undefined && parts.length === 0)
    throw problem(
      `there is no secret of ${name} in the folder of the local stack (LOCAL_DIR): does \`npm start\` run, with that folder?`,
    )
  const { clientId } = readState(parts, asked).place
  const progress = (line: string) => (terminal.isScreen ? terminal.note(line) : undefined)
  const pretend = stage === undefined ? pretendAlipay(localDir(), name, clientId, progress) : undefined
  return {
    store,
    live:
      pretend ?? receiverAt(readUrl(url), `https://<host>/${name}${name === 'wallet' ? '/pay' : '/notify'}`),
    asked: { ...asked, clientId },
    confirmed: new Set((['uploaded', 'seen'] as const).filter((one: Confirmation) => options[one])),
    key,
  }
}

async function readKeyFile(file: string): Promise<KeyObject> {
  const { key } = readPaste(await readInput(file))
  if (!key) throw problem(`${nameOfInput(file)} holds no key that can be read: \`keys check\` says why`)
  return key
}

function readVersion(version: string | undefined): string | undefined {
  if (version === undefined || /^[0-9A-Za-z._-]{1,32}$/.test(version)) return version
  throw wrongUsage('--to is up to 32 letters, digits, dots, hyphens and underscores, such as 2')
}

function readUrl(url: string | undefined): string | undefined {
  if (url === undefined || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))) return url
  throw wrongUsage('--url is a URL of the receiver, such as https://pay.example.com/antom/notify')
}

/** The line that takes the next step. */
function commandFor({ stage, platform, theirs, url }: Options, { state, next, needs }: Standing): string {
  const words = [
    'npm run alipay -- keys rotate',
    stage === undefined ? '--local' : `--stage ${stage}`,
    `--platform ${platform} --client ${shellWord(state.place.clientId)}`,
    theirs && '--theirs',
    `--to ${state.to}`,
    theirs && stage !== undefined && next?.name === 'add' && '--key <file>',
    url && `--url ${shellWord(url)}`,
    '--do',
    needs && `--${needs}`,
  ]
  return words.filter(Boolean).join(' ')
}

function shellWord(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${quote(text).replaceAll("'", "'\\''")}'`
}
