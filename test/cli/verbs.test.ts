import { describe, expect, it } from 'vitest'
import { verbs } from '../../tools/cli/verbs.ts'
import { argsOf } from '../../tools/recording/record.ts'
import { forEvery } from '../support/for-every.ts'
import { runLine } from './captured-terminal.ts'
import { everyCommand, loadVerb } from './commands-of.ts'
import { examplesIn } from './examples-in.ts'
import { parses } from './parses.ts'

/** They show no value of their own: what they do is to go on until they are ended. */
const withoutJson = ['start']

const commands = (await everyCommand()).map((one) => ({ ...one, name: one.path.join(' ') }))
const leaves = commands.filter(({ command }) => command.commands.length === 0)

async function helpOf(path: readonly string[]): Promise<string> {
  const { code, out, err } = await runLine(...path, '--help')
  expect([code, err]).toEqual([0, []])
  return out.join('\n')
}

it(
  'every verb has in the list the summary that it has itself',
  forEvery(verbs, async ({ name, summary }) => {
    expect((await loadVerb(name)).summary()).toBe(summary)
  }),
)

describe('every command', () => {
  it(
    'says what it does, in a list and alone, without colours where nobody looks',
    forEvery(commands, async ({ path, command }) => {
      expect(command.summary()).toMatch(/^[^A-Z].*[^.]$/)
      expect(command.description()).toMatch(/^[A-Z].*\.$/s)
      expect(await helpOf(path)).not.toContain('\x1b')
    }),
  )

  it(
    'shows examples that are understood',
    forEvery(leaves, async ({ path }) => {
      const lines = examplesIn(await helpOf(path))
      expect(lines).not.toEqual([])
      for (const line of lines) expect([line, await parses(argsOf(line))]).toEqual([line, true])
    }),
  )

  it(
    'has --json where it shows something',
    forEvery(leaves, ({ name, command }) => {
      const has = command.options.some(({ long }) => long === '--json')
      expect(has).toBe(!withoutJson.includes(name))
    }),
  )

  it(
    'answers an unknown option with one line that says where to look',
    forEvery(commands, async ({ path }) => {
      const { code, out, err } = await runLine(...path, '--no-such-option')
      expect([code, out, err]).toEqual([2, [], [expect.stringMatching(/^\S.*--help$/)]])
    }),
  )
})
