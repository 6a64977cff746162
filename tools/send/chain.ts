import type { Command } from 'commander'
import type { Chain } from '../alipay/chains/chain.ts'
import { chains, chainsOf } from '../alipay/chains/chains.ts'
import { type Played, playChain } from '../alipay/chains/play-chain.ts'
import { readUrl } from '../alipay/draft.ts'
import { platforms } from '../alipay/samples.ts'
import { unknownName } from '../terminal/nearest.ts'
import { problem, wrongUsage } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { newRun } from './caller.ts'
import { readField } from './choose-message.ts'
import { plain } from './plain.ts'
import {
  readInsecure,
  type SendingChoice,
  senderFor,
  URL_OF_MESSAGES,
  withSendingOptions,
} from './sending-options.ts'
import { exchangeJson } from './show-exchange.ts'

interface ChainChoice extends SendingChoice {
  readonly list?: boolean
  readonly json?: boolean
}

const HELP = `
Examples:
  npm run alipay -- chain --list
  npm run alipay -- chain payment wallet       pay, refund in parts and too much, inquire, cancel
  npm run alipay -- chain tax-refund wallet
  npm run alipay -- chain payment wallet paymentMethod.customerId=1000001 --url https://wallet.example.com/alipay

Exit code: 0 where each step went as it must; 2 where the command line is wrong; 1 otherwise.`

export function addChain(program: Command, terminal: Terminal): void {
  const command = program
    .command('chain')
    .summary('play a scene of several messages that follow each other')
    .description(
      'Sends messages that belong together, each with the ids of the answers before it, and checks each step.',
    )
    .argument('[name]', '`chain --list` shows them')
    .argument('[platform]', 'where more than one sends such messages')
    .argument('[fields...]', 'path=value, for each message that has the field')
  withSendingOptions(command, URL_OF_MESSAGES)
    .option('--exact', 'the URL of a command is whole: put no name behind it')
    .option('--list', 'show the chains and their steps')
    .option('--json', 'one JSON object for each step')
    .addHelpText('after', HELP)
    .action(
      (
        name: string | undefined,
        platform: string | undefined,
        fields: readonly string[],
        choice: ChainChoice,
      ) =>
        choice.list
          ? list(choice.json ?? false, terminal)
          : runChain(name, platform, fields, choice, terminal),
    )
}

async function runChain(
  name: string | undefined,
  platform: string | undefined,
  fields: readonly string[],
  choice: ChainChoice,
  terminal: Terminal,
): Promise<void> {
  const chain = chainMeant(name, platform)
  const [own = ''] = platform ? [platform] : chain.platforms
  const sender = senderFor(own, choice)
  const insecure = readInsecure(choice, readUrl(choice.url ?? sender.url ?? sender.commandsUrl ?? ''))
  const { url, exact } = choice
  let differing = 0
  const options = { sender, platform: own, run: newRun(), edits: fields.map(readField), url, exact, insecure }
  for await (const played of playChain(chain, options)) {
    if (played.differences.length > 0) differing++
    if (choice.json) terminal.json(jsonOf(played, own))
    else terminal.print(lineOf(played, terminal))
  }
  if (differing > 0)
    throw problem(`${differing} of ${chain.steps.length} steps went otherwise than they must`)
}

function chainMeant(name: string | undefined, platform: string | undefined): Chain {
  if (name === undefined)
    throw wrongUsage(
      `play which chain? \`npm run alipay -- chain --list\` shows them: ${namesOf(chains).join(', ')}`,
    )
  if (platform !== undefined && !platforms.includes(platform)) {
    throw wrongUsage(unknownName('platform', platform, platforms))
  }
  const among = platform === undefined ? chains : chainsOf(platform)
  const [found, ...others] = among.filter((chain) => chain.name === name)
  if (!found) {
    if (among.length === 0) throw wrongUsage(`there is no chain for ${platform}`)
    throw wrongUsage(
      unknownName(platform === undefined ? 'chain' : `chain for ${platform}`, name, namesOf(among)),
    )
  }
  const known = [found, ...others].flatMap((chain) => chain.platforms)
  if (platform === undefined && known.length > 1) {
    throw wrongUsage(
      `${name} is played towards several: say \`chain ${name}\` and one of ${known.join(', ')}`,
    )
  }
  return found
}

function namesOf(some: readonly Chain[]): readonly string[] {
  return [...new Set(some.map(({ name }) => name))]
}

function lineOf(played: Played, terminal: Terminal): string {
  const { step, answer, exchange, reported, isSame, differences } = played
  const good = differences.length === 0
  const verdict = plain(
    [reported && `it: ${reported}`, isSame && 'the same outcome', ...(good ? ['as it must be'] : differences)]
      .filter(Boolean)
      .join('; '),
  )
  const painted = terminal.paint(good ? 'good' : 'bad', verdict)
  return `${step.what.padEnd(26)} ${plain(answer).padEnd(32)} ${`${exchange.ms} ms`.padStart(8)}  ${painted}`
}

function jsonOf({ step, exchange, reported, isSame, differences }: Played, platform: string): object {
  return {
    step: step.what,
    platform,
    api: step.sample,
    ...exchangeJson(exchange),
    reported,
    isSame,
    differences,
    good: differences.length === 0,
  }
}

function list(isJson: boolean, terminal: Terminal): void {
  if (isJson) {
    terminal.json(chains)
    return
  }
  for (const { name, platforms, what, steps } of chains) {
    terminal.print(terminal.paint('heading', `${name}, ${platforms.join(', ')}: ${what}`))
    for (const { what, sample, expects, isForged } of steps) {
      terminal.print(`  ${what.padEnd(26)} ${sample.padEnd(32)} ${isForged ? 'not genuine' : expects}`)
    }
    terminal.print('')
  }
}
