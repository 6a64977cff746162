import { Command } from 'commander'
import { addCertify } from '../certify/add-certify.ts'
import { addStart } from '../play/start-stack.ts'
import type { Terminal } from '../terminal/terminal.ts'

/** Adds a verb to the program: its arguments, options, examples, and what it does. */
type AddVerb = (program: Command, terminal: Terminal) => void

/** In the order of the help. */
const verbs: readonly AddVerb[] = [addStart, addCertify]

/** The one command line of this project. A wrong one is one line and exit code 2, through `exitOverride`. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('npm run alipay --')
    .description('Try, explain and operate the receiver of Alipay’s signed calls.')
    .usage('<verb> [options]')
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) })
  for (const add of verbs) add(program, terminal)
  return program
}

function oneLine(text: string): string {
  return `${text
    .replace(/^error: /, '')
    .trim()
    .replace(/\n\(Did you mean (.*)\?\)$/s, ': did you mean $1?')}\n`
}
