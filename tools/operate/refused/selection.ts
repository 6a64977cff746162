import { userInfo } from 'node:os'
import { platforms } from '../../../lib/platforms/platforms.ts'
import { type Checked, passed, refused } from '../../../lib/protocol/checked.ts'
import type { PlatformName } from '../../../lib/protocol/platform.ts'
import { unknownName } from '../../terminal/nearest.ts'
import { readTime, TIME, type Typed, type Which } from '../which.ts'

/** Which of the kept refusals; what is not said chooses all. */
export interface Selection {
  /** An id, or its beginning. */
  readonly id?: string
  readonly platform?: PlatformName
  readonly clientId?: string
  /** Received from then on, and before then; epoch milliseconds. */
  readonly since: number
  readonly until: number
}

/** Who accepts which of them, or only looks what would be accepted. */
export interface Acceptance {
  readonly selection: Selection
  readonly operator: string
  readonly dryRun: boolean
}

const names = Object.keys(platforms) as PlatformName[]
const idGrammar = /^[0-9a-f]{8,64}$/
const operatorGrammar = /^[\x21-\x7e][\x20-\x7e]{0,63}$/

/** For the examples. */
const ID = '0beaaf1d112b106c'

const ways = [
  {
    title: 'Not all:',
    options: [
      { flags: '--since <time>', meaning: `what came from then on: ${TIME}` },
      { flags: '--until <time>', meaning: 'and before then' },
      { flags: '--platform <platform>', meaning: `one of ${names.join(', ')}` },
      { flags: '--client <Client-Id>', meaning: 'the client, as Alipay writes it' },
    ],
  },
]
const idArgument = { flags: '[id]', meaning: 'as `refused list` shows it, or its first 8 digits or more' }

/** Any of them, all where nothing is said. */
export const bySelection: Which<Selection> = {
  ways,
  examples: ['', `--platform antom --since ${TIME}`],
  read: readSelection,
}

/** The same, or the one with this id. */
export const bySelectionOrId: Which<Selection> = {
  ...bySelection,
  args: [idArgument],
  examples: [ID, ...bySelection.examples],
}

/** What is to be accepted is said, never all by default; and so is who answers for it. */
export const byAcceptance: Which<Acceptance> = {
  args: [idArgument],
  ways: [
    ...ways,
    {
      title: 'How:',
      options: [
        { flags: '--dry-run', meaning: 'says what would be accepted, and changes nothing' },
        { flags: '--operator <name>', meaning: 'who answers for it; without it, your user name' },
      ],
    },
  ],
  examples: [`--since ${TIME} --dry-run`, `--since ${TIME} --operator alice`, ID],
  read(typed) {
    const selection = readSelection(typed)
    if (!selection.ok) return selection
    if (typed.id === undefined && typed.since === undefined) return refused('say an id, or --since <time>')
    const operator = typed.operator ?? userInfo().username
    if (!operatorGrammar.test(operator))
      return refused('--operator takes a name of at most 64 characters of ASCII, such as --operator alice')
    return passed({ selection: selection.value, operator, dryRun: typed.dryRun !== undefined })
  },
}

function readSelection({ id, platform, client, since, until }: Typed): Checked<Selection, string> {
  const start = since === undefined ? passed(0) : readTime('--since', since)
  const end = until === undefined ? passed(Number.POSITIVE_INFINITY) : readTime('--until', until)
  if (!start.ok) return start
  if (!end.ok) return end
  if (start.value >= end.value) return refused('--since must be before --until')
  if (id !== undefined && !idGrammar.test(id))
    return refused('an id is 64 hex digits, or the first 8 of them or more, as `refused list` shows it')
  const known = names.find((name) => name === platform)
  if (platform !== undefined && !known) return refused(unknownName('platform', platform, names))
  return passed({
    since: start.value,
    until: end.value,
    ...(id !== undefined && { id }),
    ...(known && { platform: known }),
    ...(client !== undefined && { clientId: client }),
  })
}
