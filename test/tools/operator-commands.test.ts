import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { split } from 'shlex'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { operatorPage } from '../../tools/generate/operator-page.ts'
import { asking } from '../../tools/operate/ask/program.ts'
import { journal } from '../../tools/operate/journal/program.ts'
import { commandLine } from '../../tools/operate/operator-command.ts'
import { receipts } from '../../tools/operate/receipts/program.ts'
import { refused } from '../../tools/operate/refused/program.ts'
import { runLine } from '../cli/captured-terminal.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'

const root = join(import.meta.dirname, '../..')
const programs = [asking, receipts, journal, refused]
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Every command line for an operator that a page of ours shows by itself, as a shell splits it. */
const shown = globSync('{README.md,docs/*.md}', { cwd: root }).flatMap((page) =>
  [...read(page).matchAll(/^ {4}npm run alipay -- (.*? --stage .*)$/gm)]
    .map(([, line = '']) => ({ page, line, args: split(line) }))
    .filter(({ args: [verb] }) => programs.some(({ name }) => name === verb)),
)

describe('the pages for the operator', () => {
  const before = { ...process.env }
  beforeEach(() => {
    // Without a region no command gets further than its command line.
    const nowhere = temporaryFolder()
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE']) vi.stubEnv(name, undefined)
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, `${nowhere}/none`)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  })

  it('have one that is made from the rows, and fresh: npm run generate', () => {
    expect(read('docs/operator-commands.md')).toBe(operatorPage())
  })

  it.each(shown)('show in $page a command that exists: $line', async ({ args }) => {
    const { code, out, err } = await runLine(...args)
    expect([code, out, err]).toEqual([1, [], [expect.stringMatching(/^no AWS region: /)]])
  })

  it.each(programs)('show every command of $name, beside the page that is made', ({ name, commands }) => {
    const byHand = shown.filter(({ args, page }) => args[0] === name && page !== 'docs/operator-commands.md')
    const all = commands.map((command) => command.name)
    // The only command of a verb has no name.
    const named = new Set(byHand.map(({ args: [, command = ''] }) => (all.includes('') ? '' : command)))
    expect([...named].toSorted()).toEqual(all.toSorted())
  })
})

describe('a row', () => {
  const rows = programs.flatMap(({ name: program, commands }) =>
    commands.map((command) => ({ program, ...command })),
  )

  it.each(rows)('explains itself: $program $name', async ({ program, name, which }) => {
    const { out } = await runLine(...[program, name].filter(Boolean), '--help')
    const words = out.join(' ').split(/\s+/).join(' ')
    for (const { title, options } of which.ways) {
      for (const text of [title, ...options.flatMap(({ flags, meaning }) => [flags, meaning])]) {
        expect(words).toContain(text)
      }
    }
    for (const example of which.examples) {
      expect(words).toContain(commandLine(program, name, '--stage prod', example))
    }
  })

  it.each(rows)('says what its role must allow: $program $name', ({ permissions }) => {
    expect(permissions.flatMap(({ actions }) => actions)).not.toEqual([])
  })
})

describe('a wrong command line is one line that says what to say', () => {
  const either = 'say --local or --stage <stage>, one of them'
  const subject = 'say --platform <platform> --client <Client-Id> --subject <subject>'
  const time = (option: string, text: string) =>
    `${option} takes a time such as 2026-11-21T08:00:00Z, not ${JSON.stringify(text)}`

  it.each([
    ['receipts deliver', "unknown command 'deliver': did you mean redeliver?"],
    ['receipts redeliver --since 2026-01-01T00:00:00Z', either],
    ['receipts redeliver --local --stage dev --since 2026-01-01T00:00:00Z', either],
    ["receipts dead-letters --stage 'a b'", 'no stage can be named "a b"'],
    ["receipts dead-letters --stage ''", 'no stage can be named ""'],
    ['receipts redeliver --local', 'say --subject <subject> or --since <time>'],
    [
      'receipts redeliver --local --subject a --since 2026-01-01T00:00:00Z',
      'say --subject or --since, not both',
    ],
    ['receipts redeliver --local --platform antom --subject payment#1', subject],
    [
      'receipts redeliver --local --platform antim --client C --subject payment#1',
      'no platform is named "antim": did you mean antom?',
    ],
    ['receipts erase --local', subject],
    ['ask', 'say <platform> <kind> <id>, or --open --since <time>'],
    ['ask antom payment', 'say <platform> <kind> <id>, or --open --since <time>'],
    [
      'ask wallet payment 1',
      'no platform is named "wallet": choose of acquirer, antom, mini-program, worldfirst',
    ],
    ['ask antom paymnt 1', 'no kind is named "paymnt": did you mean payment?'],
    ['ask antom payment 1 --schedule instore', 'no schedule is named "instore": did you mean in-store?'],
    ['ask antom payment 1 --until 2020-01-01T00:00:00Z', '--until must be in the future'],
    ['ask antom payment 1 --until 2099-01-01T00:00:00Z', '--until may be 8 days ahead at most'],
    ['ask antom payment 1 --set a=b', 'it needs no --set'],
    ['ask mini-program payment-v1 1', 'say --set partnerId=<value> too'],
    ['ask antom payment 1 --since 2026-01-01T00:00:00Z', '--since goes with --open'],
    ['ask antom payment 1 --open', 'say an object or --open, not both'],
    ['ask --open', 'say --since <time>'],
    ['receipts recognise --local', 'say --since <time>'],
    ['receipts redeliver --local --since yesterday', time('--since', 'yesterday')],
    ['receipts redeliver --local --since 0', time('--since', '0')],
    ['journal open --local --since 2026-11-21', time('--since', '2026-11-21')],
    [
      'receipts redeliver --local --since 2026-01-01T00:00:00Z --until 2026-02-30T00:00:00Z',
      time('--until', '2026-02-30T00:00:00Z'),
    ],
    [
      'receipts redeliver --local --since 2026-01-02T00:00:00Z --until 2026-01-01T00:00:00Z',
      '--since must be before --until',
    ],
    [
      'journal open wallet --local',
      "too many arguments for 'open'. Expected 0 arguments but got 1: wallet: see npm run alipay -- journal open --help",
    ],
    [
      'journal show --local --platform wallet',
      'say --platform <platform> --client <Client-Id> --operation <operation>',
    ],
    ['journal open --local --force', "unknown option '--force': see npm run alipay -- journal open --help"],
  ])('%s', async (line, what) => {
    expect(await runLine(...split(line))).toEqual({ code: 2, out: [], err: [what] })
  })
})
