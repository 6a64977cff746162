import { Command } from 'commander'
import type { Terminal } from '../terminal/terminal.ts'
import { verbs } from './verbs.ts'

const guide = `
Examples:
  npm start                                     the receiver, on this machine
  npm run alipay -- send antom                  a signed notification to it, and its answer
  npm run alipay -- explain request.txt         why a signature does not hold

Exit codes:
  0  it is done, and what was asked holds
  1  it does not hold, or something is in the way: one line says what to do
  2  the command line is wrong

With --json stdout is JSON alone; npm is silent with -s:
  npm run -s alipay -- journal open --local --json | jq .key

docs/workbench.md has an example of each verb.`

/**
 * The one command line of this project. Of its verbs only the one that is asked for is loaded: none waits for the modules
 * of another, and the list for none.
 */
export async function createProgram(terminal: Terminal, args: readonly string[]): Promise<Command> {
  const program = new Command('npm run alipay --')
    .description(
      'Try, explain and operate the receiver of Alipay’s signed calls. Each verb has its own --help.',
    )
    .usage('<verb> [options]')
    .helpOption('-h, --help', 'how it is used')
    .addHelpText('after', guide)
    .configureHelp({ subcommandTerm: termOf })
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.print(withHeadings(text, terminal).trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
      // It is thrown as well, and printed where the next step is known.
      outputError: () => undefined,
    })
  const asked = verbs.find(({ name }) => name === args[0])
  if (asked) (await asked.load())(program, terminal)
  for (const { name, summary, group } of verbs) {
    const verb = program.commands.find((one) => one.name() === name) ?? program.command(name).summary(summary)
    verb.helpGroup(group)
  }
  withoutHelpCommand(program)
  return program
}

/** Each command of it has --help; a list would name a command that is none. */
function withoutHelpCommand(command: Command): void {
  command.helpCommand(false)
  for (const one of command.commands) withoutHelpCommand(one)
}

/** A command in a list. That it has options goes without saying. */
function termOf(command: Command): string {
  const args = command.registeredArguments.map((arg) =>
    arg.required ? `<${arg.name()}>` : `[${arg.name()}]`,
  )
  return [command.name(), ...args].join(' ')
}

function withHeadings(help: string, { paint }: Terminal): string {
  return help.replace(/^Usage:|^\S.*:$/gm, (heading) => paint('heading', heading))
}
