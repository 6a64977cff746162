import type { Command } from 'commander'
import { readSettings } from '../../lib/settings/settings.ts'
import { harmless } from '../terminal/harmless.ts'
import { problem } from '../terminal/problem.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { type ExplainOptions, explainMessage } from './explain-message.ts'
import { addExplainOptions, type Options } from './explain-options.ts'
import { gatherKeys, type SecretsOfStage } from './known/gather.ts'
import { messagesIn } from './messages-in.ts'
import type { Explanation } from './render/explanation.ts'
import { jsonOf } from './render/json.ts'
import { linesOf } from './render/lines.ts'
import { masked } from './render/mask.ts'

/** `explain`: why the receiver refuses a request, in whatever form somebody has it. */
export function addExplain(program: Command, terminal: Terminal, secretsOfStage: SecretsOfStage): void {
  const verb = program
    .command('explain')
    .summary('say why a signature does not hold, and what to change')
    .description(
      'Says whether the receiver would take a request. If not: what was signed in its place, what to change, and where.',
    )
  addExplainOptions(verb)
  verb.action(async (file: string, options: Options) => {
    const known = explainOptions(verb, options)
    if (file === '-' && process.stdin.isTTY) terminal.note('Paste the request, then press Ctrl-D.')
    const messages = await messagesIn(file, options)
    if (!messages.ok) return verb.error(messages.refusal)
    const { found, note } = messages.value
    const keys = await gatherKeys(options, secretsOfStage)
    for (const line of [...keys.problems, ...(note ? [note] : [])]) terminal.note(line)
    for (const [index, message] of found.entries()) {
      const explanation = explainMessage(message, keys, known)
      if (found.length > 1 && !options.json) printHeading(explanation, index, found.length, terminal)
      show(explanation, options, terminal)
      if (explanation.diagnosis.verdict !== 'VALID') process.exitCode = 1
    }
  })
}

/** What the receiver would be set to, by the options or else the environment. */
function explainOptions(verb: Command, { platform, prefix, path = [], url = [] }: Options): ExplainOptions {
  const typed = {
    ...(prefix !== undefined && { PUBLIC_PATH_PREFIX: prefix }),
    ...(path.length > 0 && { PUBLIC_PATHS: path.join(',') }),
  }
  const settings = readSettings(['PUBLIC_PATH_PREFIX', 'PUBLIC_PATHS', 'MAX_AGE_HOURS'], {
    ...process.env,
    ...typed,
  })
  if (!settings.ok) {
    if (Object.keys(typed).some((name) => settings.refusal.startsWith(`${name} `)))
      return verb.error(settings.refusal)
    throw problem(settings.refusal)
  }
  const { PUBLIC_PATH_PREFIX, PUBLIC_PATHS, MAX_AGE_HOURS } = settings.value
  return {
    publicPaths: { prefix: PUBLIC_PATH_PREFIX, paths: PUBLIC_PATHS },
    registeredUrls: url,
    ...(platform && { platform }),
    maxAgeMs: MAX_AGE_HOURS,
    now: Date.now(),
  }
}

function show(explanation: Explanation, { json, whole }: Options, terminal: Terminal): void {
  const isWhole = whole === true
  if (json) terminal.json(jsonOf(explanation, isWhole ? (text) => text : masked))
  else
    for (const line of linesOf(explanation, { paint: terminal.paint, whole: isWhole })) terminal.print(line)
}

function printHeading({ exhibit }: Explanation, index: number, count: number, { paint, print }: Terminal) {
  const { method, target, form } = exhibit
  if (index > 0) print('')
  print(paint('heading', harmless(`${index + 1} of ${count}: ${method} ${target.slice(0, 128)}, ${form}`)))
}
