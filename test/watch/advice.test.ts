import { describe, expect, it } from 'vitest'
import { adviceFor, backendAdvice, secretAdvice } from '../../tools/watch/advice.ts'
import { ends } from '../../tools/watch/ends.ts'
import { readPage } from '../support/readme.ts'

const quotedIn = (text: string) =>
  [...text.matchAll(/`((?:[^`]|(?<= )`backend`)+)`/g)].map(([, quoted = '']) => quoted)

/** The lines that docs/troubleshoot.md explains under a heading, up to what is put in. */
function linesUnder(heading: string): readonly string[] {
  const [, section = ''] = readPage('docs/troubleshoot.md').split(`\n## ${heading}\n`)
  const [, table = ''] = (section.split('\n## ')[0] ?? '').split('\n| line | what to do |\n|---|---|\n')
  const cells = (table.split('\n\n')[0] ?? '').split('\n').map((row) => row.split(' | ')[0] ?? '')
  return cells.flatMap(quotedIn).map((line) => line.split('…')[0] ?? '')
}

describe('what to do', () => {
  it('is said of every end that the README explains, and of each with an alarm', () => {
    const metrics = [...readPage('README.md').matchAll(/^\| .* \| .* \| (`[^|]*) \|$/gm)].map(
      ([, cell = '']) => cell,
    )
    const named = metrics.flatMap((cell) =>
      quotedIn(cell).map((end) => [end, cell.includes('alarm')] as const),
    )
    expect(named.length).toBeGreaterThan(20)
    const rows = new Map<string, { readonly advice?: string }>(Object.entries(ends))
    const wrong = named.filter(([end, alarmed]) => !rows.has(end) || (alarmed && !rows.get(end)?.advice))
    expect(wrong).toEqual([])
  })

  it('is not said where all is as it should be', () => {
    const chatty = Object.entries(ends).filter(
      ([, { look, advice }]) => ['good', 'faint'].includes(look) && advice,
    )
    expect(chatty).toEqual([])
  })

  it.each([
    ['Your backend', backendAdvice],
    ['Lines about a secret', secretAdvice],
  ] as const)(
    'has a row for each line that docs/troubleshoot.md explains under %s, and no other',
    (heading, rows) => {
      const lines = linesUnder(heading)
      expect(lines.length).toBeGreaterThan(5)
      expect(rows.map(([piece]) => piece)).toEqual(lines)
    },
  )

  it.each([
    [secretAdvice, 'is for ECC224: acquirer knows RSA256 only', 'the platform does not know this algorithm'],
    [secretAdvice, 'is neither PEM nor base64', 'paste the key whole'],
    [backendAdvice, 'Error: the backend answered 500', 'it must answer 200, with F or U in the body'],
    [backendAdvice, 'nobody knows', undefined],
  ])('is that of the first piece that stands in the line', (rows, line, advice) => {
    expect(adviceFor(line, rows)).toBe(advice)
  })
})
