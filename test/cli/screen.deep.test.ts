import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verbs } from '../../tools/cli/verbs.ts'
import { runOnTerminal } from '../../tools/recording/pseudo-terminal.ts'
import { textOf } from '../../tools/recording/screen.ts'
import { temporaryFolder } from '../local/temporary-folder.ts'
import { hasScript } from '../recording/has-script.ts'

const cli = join(import.meta.dirname, '../../tools/cli.ts')
const { PATH, HOME } = process.env

async function onScreen(args: readonly string[], env: Record<string, string> = {}, columns = 100) {
  const running = runOnTerminal([process.execPath, cli, ...args], {
    cwd: temporaryFolder(),
    env: { PATH, HOME, TERM: 'xterm', ...env },
    columns,
  })
  return { code: await running.ended, lines: running.lines() }
}

function inShell(command: string): Promise<{ readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    const env = { PATH, HOME, node: process.execPath, cli }
    execFile('sh', ['-c', command], { env }, (_, out, err) => resolve({ out, err }))
  })
}

describe.skipIf(!hasScript())('on a screen', () => {
  it.each([[[]], ...verbs.map(({ name }) => [[name, '--help']])])(
    'a help has its headings in bold: %j',
    async (args) => {
      const { code, lines } = await onScreen(args)
      expect(code).toBe(0)
      const bold = lines.flat().flatMap((span) => (span.bold ? [span.text] : []))
      expect(bold).toEqual(expect.arrayContaining(['Usage:', 'Options:']))
    },
  )

  it('nothing is painted where NO_COLOR asks for that', async () => {
    const { lines } = await onScreen([], { NO_COLOR: '1' })
    expect(lines.flat().filter(({ bold, dim, colour }) => bold || dim || colour !== undefined)).toEqual([])
  })

  it('what a verb does is told in as many columns as there are', async () => {
    const { lines } = await onScreen(['receipts', '--help'], {}, 60)
    const texts = lines.map(textOf)
    expect(texts.every((text) => text.length <= 60)).toBe(true)
    expect(texts.some((text) => /^ {16}\S/.test(text))).toBe(true)
  })

  it('a wrong line is one line', async () => {
    const { code, lines } = await onScreen(['recepts'])
    expect([code, lines.map(textOf)]).toEqual([2, ["unknown command 'recepts': did you mean receipts?"]])
  })
})

describe('in a pipe', () => {
  it('nothing is painted', async () => {
    expect((await inShell('"$node" "$cli" --help')).out).not.toContain('\x1b')
  })

  it('who closes it causes no error', async () => {
    expect(await inShell('"$node" "$cli" send --list | true')).toEqual({ out: '', err: '' })
  })

  it.runIf(existsSync('/dev/full'))('what cannot be written is said', async () => {
    const { err } = await inShell('"$node" "$cli" send --list > /dev/full')
    expect(err).toMatch(/^the output cannot be written: ENOSPC.*\n$/)
  })
})
