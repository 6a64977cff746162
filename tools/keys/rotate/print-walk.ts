import { shortFingerprintOf } from '../../../lib/protocol/fingerprint.ts'
import { quote } from '../../../lib/protocol/quote.ts'
import type { Look, Terminal } from '../../terminal/terminal.ts'
import type { EntryView } from '../secrets/secret-view.ts'
import type { Standing } from './walk.ts'

type Word = 'done' | 'next' | 'later'

const looks: Readonly<Record<Word, Look>> = { done: 'good', next: 'heading', later: 'faint' }

/** Where the walk is, as `--json` shows it; no key but its public half. */
export function reportWalk({ state, steps, next, checks, beforehand }: Standing, command: string) {
  const { console, place, to, old, part } = state
  const at = next ? steps.indexOf(next) : steps.length
  return {
    platform: console.platform.name,
    clientId: place.clientId,
    secret: part.name,
    whose: place.list === 'signing' ? 'yours' : 'theirs',
    to,
    from: old.map(({ version }) => version),
    step: next?.name ?? null,
    steps: steps.map((step, index) => ({ name: step.name, is: wordOf(index, at), title: step.title(state) })),
    checks: checks.map(({ what, holds }) => ({ what, holds: holds ?? null })),
    beforehand: next ? beforehand : [],
    ...(next && { command }),
  }
}

export function printWalk(terminal: Terminal, standing: Standing, command: string): void {
  const { print, paint } = terminal
  const { state, next, checks } = standing
  const { steps, platform, clientId, whose, secret, beforehand } = reportWalk(standing, command)
  print(
    paint(
      'heading',
      `${platform} ${quote(clientId)}: ${whose === 'yours' ? 'your signing key' : "the platform's key"}, in ${secret}`,
    ),
  )
  for (const entry of state.client[state.place.list]) print(`  ${describe(entry)}`)
  for (const { name, is, title } of steps)
    print(`  ${paint(looks[is], is.padEnd(6))}${name.padEnd(8)}${title}`)
  for (const { what, holds } of checks) {
    const [look, word]: [Look, string] = holds
      ? ['good', 'good']
      : holds === false
        ? ['bad', 'BAD']
        : ['odd', 'open']
    print(`  ${paint(look, word.padEnd(6))}${what}`)
  }
  const lines = next
    ? [
        '',
        state.next ? `To ${next.name}:` : `No rotation is under way. To begin one:`,
        ...beforehand.map((line) => `  ${line}`),
        `  ${command}`,
      ]
    : ['The rotation is over.']
  for (const line of lines) print(line)
}

function describe({ version, signs, publicKey }: EntryView): string {
  const key = publicKey ? shortFingerprintOf(publicKey) : 'cannot be read'
  return `version ${quote(version)}  ${key}${signs ? '  signs' : ''}`
}

function wordOf(index: number, at: number): Word {
  return index < at ? 'done' : index === at ? 'next' : 'later'
}
