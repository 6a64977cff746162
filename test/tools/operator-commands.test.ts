import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { operatorPage } from '../../tools/generate/operator-page.ts'
import { readArguments } from '../../tools/operate/arguments.ts'
import { journal } from '../../tools/operate/journal/program.ts'
import { receipts } from '../../tools/operate/receipts/program.ts'
import { usageOf } from '../../tools/operate/usage.ts'

const root = join(import.meta.dirname, '../..')
const programs = [receipts, journal]
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Every command line for an operator that a page of ours shows by itself, as a shell splits it. */
const shown = globSync('{README.md,docs/*.md}', { cwd: root }).flatMap((page) =>
  [...read(page).matchAll(/^ {4}npm run (receipts|journal) +-- (.*?)(?: {3,}[a-z].*)?$/gm)].map(
    ([, name = '', line = '']) => ({
      page,
      name,
      line,
      args: [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare),
    }),
  ),
)

describe('the pages for the operator', () => {
  it('have one that is made from the rows, and fresh: npm run generate', () => {
    expect(read('docs/operator-commands.md')).toBe(operatorPage())
  })

  it.each(shown)('show in $page a command that exists: $name -- $line', ({ name, args }) => {
    const program = programs.find((one) => one.name === name) ?? receipts
    const asked = readArguments(program, args, Date.parse('2026-12-01T00:00:00Z'))
    expect(asked).toMatchObject({ ok: true, value: { deployment: { stage: 'prod' } } })
  })

  it.each(programs)('show every command of $name, beside the page that is made', ({ name, commands }) => {
    const byHand = shown.filter((line) => line.name === name && line.page !== 'docs/operator-commands.md')
    const named = new Set(byHand.map(({ args: [command] }) => command))
    expect([...named].toSorted()).toEqual(commands.map((command) => command.name).toSorted())
  })
})

describe('a row', () => {
  const rows = programs.flatMap((program) => program.commands.map((command) => ({ program, ...command })))

  it.each(rows)('stands in the usage text: $name', ({ program, name, summary, which }) => {
    const usage = usageOf(program).split('\n')
    expect(usage).toContainEqual(expect.stringMatching(new RegExp(`^${name} +`)))
    for (const text of [summary, ...which.ways.flatMap(({ options, meaning }) => [options, meaning])]) {
      expect(usage).toContainEqual(expect.stringContaining(text))
    }
  })

  it.each(rows)('says what its role must allow: $name', ({ permissions }) => {
    expect(permissions.flatMap(({ actions }) => actions)).not.toEqual([])
  })
})
