import { describe, expect, it } from 'vitest'
import { runCli } from '../../tools/cli/run-cli.ts'
import { verbs } from '../../tools/cli/verbs.ts'
import { capturedTerminal, runLine } from './captured-terminal.ts'

describe('the command line alone', () => {
  it.each([[[]], [['--help']], [['help']]])(
    'lists the verbs by what they are for, with examples: %j',
    async (line) => {
      const { code, out, err } = await runLine(...line)
      const help = out.join('\n')
      expect([code, err]).toEqual([0, []])
      for (const { name, group } of verbs) {
        expect(help).toMatch(new RegExp(`^${group}\\n(?: .*\\n)*? {2}${name} `, 'm'))
      }
      for (const heading of ['Examples:', 'Exit codes:']) expect(help).toContain(`\n${heading}\n  `)
    },
  )

  it('has its headings in bold on a screen', async () => {
    const { terminal, out } = capturedTerminal(true)
    await runCli([], terminal)
    const help = out.join('\n')
    for (const heading of ['Usage:', 'Options:', 'Operate:', 'Examples:', 'Exit codes:']) {
      expect(help).toContain(`\x1b[1m${heading}\x1b[22m`)
    }
  })
})
